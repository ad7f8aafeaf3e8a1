using System.Runtime.InteropServices;
using StreamVault.Core.Ffmpeg;
using Xabe.FFmpeg;

namespace StreamVault.Core.Media;

/// <summary>
/// Runs FFprobe through Xabe.FFmpeg where that is safe. Its settings are static and its arguments one string, so
/// every command line that it could misread is left to <see cref="ProgramRunner"/>. It waits on its own thread while the
/// program runs, because of the parent-death signal (<see cref="ForkThread"/>).
/// </summary>
internal static class XabeProbe
{
    private static readonly Lock Gate = new();

    /// <returns>
    /// Whether Xabe finds the first program and passes the rest on unchanged: it doesn't recognize scripts or 64-bit
    /// ARM executables (ELF), and splits arguments at quotation marks.
    /// </returns>
    /// <param name="line">FFprobe's command line, with its prefix.</param>
    public static bool CanRun(IReadOnlyList<string> line) =>
        OperatingSystem.IsLinux()
        && RuntimeInformation.OSArchitecture == Architecture.X64
        && !line.Any(word => word.Length == 0 || word.AsSpan().ContainsAny('"', '\\'))
        && ProgramPath.IsCompiled(line[0]);

    /// <returns>What FFprobe wrote to its standard output.</returns>
    public static async Task<string> RunAsync(IReadOnlyList<string> line, CancellationToken cancellationToken)
    {
        // A separate source, cancelled on the thread pool, so that its callback can't throw in a timer.
        using var own = new CancellationTokenSource();
        await using var link = cancellationToken.Register(() => _ = own.CancelAsync());
        Task<string> running;
        lock (Gate)
        {
            var name = Path.GetFileName(line[0]);
            FFmpeg.SetExecutablesPath(Path.GetDirectoryName(line[0]), name, name, FileNameFilterMethod.Exact);
            running = Probe.New().Start(string.Join(' ', line.Skip(1).Select(word => $"\"{word}\"")), own.Token);
        }

        var output = await running;
        // A cancelled run kills FFprobe and ends as if all were well.
        cancellationToken.ThrowIfCancellationRequested();
        return output;
    }
}
