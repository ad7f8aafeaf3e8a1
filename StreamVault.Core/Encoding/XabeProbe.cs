using System.Runtime.InteropServices;
using Xabe.FFmpeg;

namespace StreamVault.Core.Encoding;

/// <summary>
/// Runs FFprobe through Xabe.FFmpeg where that is sound. Its settings are static and its arguments one string, so
/// everything that could be misread is left to <see cref="ProgramRunner"/>.
/// </summary>
internal static class XabeProbe
{
    private static readonly Lock Gate = new();

    /// <returns>
    /// Whether Xabe finds these programs and passes these arguments on unchanged: it looks for both by their usual names
    /// in one folder, takes a script or the ELF format of 64-bit ARM for no program, and splits arguments at quotation marks.
    /// </returns>
    public static bool CanRun(FfmpegState.Found tools, IReadOnlyList<string> arguments) =>
        OperatingSystem.IsLinux()
        && RuntimeInformation.OSArchitecture == Architecture.X64
        && Path.GetDirectoryName(tools.Path) == Path.GetDirectoryName(tools.ProbePath)
        && Path.GetFileName(tools.Path) == "ffmpeg"
        && Path.GetFileName(tools.ProbePath) == "ffprobe"
        && !arguments.Any(argument => argument.AsSpan().ContainsAny('"', '\\'))
        && IsCompiled(tools.Path)
        && IsCompiled(tools.ProbePath);

    /// <returns>What FFprobe wrote to its standard output.</returns>
    public static async Task<string> RunAsync(
        FfmpegState.Found tools,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        Task<string> running;
        lock (Gate)
        {
            FFmpeg.SetExecutablesPath(Path.GetDirectoryName(tools.Path), filteringMethod: FileNameFilterMethod.Exact);
            running = Probe
                .New()
                .Start(string.Join(' ', arguments.Select(argument => $"\"{argument}\"")), cancellationToken);
        }

        var output = await running;
        // A cancelled run kills FFprobe and ends as if all were well.
        cancellationToken.ThrowIfCancellationRequested();
        return output;
    }

    private static bool IsCompiled(string program)
    {
        using var file = File.OpenRead(program);
        var head = new byte[4];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head.AsSpan().SequenceEqual("\u007fELF"u8);
    }
}
