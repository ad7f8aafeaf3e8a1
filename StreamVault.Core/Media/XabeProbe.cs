using System.Runtime.InteropServices;
using System.Text;
using StreamVault.Core.Ffmpeg;
using Xabe.FFmpeg;

namespace StreamVault.Core.Media;

/// <summary>
/// Runs FFprobe through Xabe.FFmpeg. This adapter is the only use of that package: probing a source is the one task that
/// fits its interface, which returns the standard output of one program. Encodes need progress, exit codes, and a whole
/// process group to end, so they use <see cref="ProgramRunner"/>, and so do probes in the sandbox.
/// </summary>
internal static class XabeProbe
{
    // The path of the program is a static setting of Xabe, which looks for it only once per folder. That is enough: all
    // command lines of a process start with the same program.
    private static readonly Lock Gate = new();

    /// <returns>
    /// Whether Xabe can start both programs, else use <see cref="ProgramRunner"/>. Xabe recognizes only x64 executables
    /// on Linux, and on cancellation it ends only the program it started, which a script would outlive.
    /// </returns>
    /// <param name="started">The first program of the command line: a prefix such as <c>setpriv</c>, or FFprobe.</param>
    /// <param name="ffprobe">FFprobe.</param>
    public static bool CanRun(string started, string ffprobe) =>
        OperatingSystem.IsLinux()
        && RuntimeInformation.OSArchitecture == Architecture.X64
        && ProgramPath.IsCompiled(started)
        && ProgramPath.IsCompiled(ffprobe);

    /// <summary>Runs a command line to its end.</summary>
    /// <param name="line">FFprobe's command line, with its prefix.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <returns>Its standard output.</returns>
    public static async Task<string> RunAsync(IReadOnlyList<string> line, CancellationToken cancellationToken)
    {
        // A separate source, cancelled on the thread pool, so that Xabe's callback can't throw in a timer.
        using var own = new CancellationTokenSource();
        await using var link = cancellationToken.Register(() => _ = own.CancelAsync());
        Task<string> running;
        lock (Gate)
        {
            var name = Path.GetFileName(line[0]);
            FFmpeg.SetExecutablesPath(Path.GetDirectoryName(line[0]), name, name, FileNameFilterMethod.Exact);
            // Xabe waits on a thread of its own: the parent-death signal comes when the starting thread ends (ForkThread).
            running = Probe.New().Start(string.Join(' ', line.Skip(1).Select(Quoted)), own.Token);
        }

        var output = await running;
        // Xabe kills a cancelled program and then returns normally.
        cancellationToken.ThrowIfCancellationRequested();
        return output;
    }

    // The rules by which .NET splits ProcessStartInfo.Arguments: backslashes are literal except before a quotation mark.
    private static string Quoted(string argument)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var letter in argument)
        {
            // Before a quotation mark, backslashes are doubled and one more escapes the mark.
            quoted.Append('\\', letter == '"' ? backslashes + 1 : 0).Append(letter);
            backslashes = letter == '\\' ? backslashes + 1 : 0;
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
