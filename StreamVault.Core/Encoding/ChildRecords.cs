using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>
/// Which child programs run, written down in the data folder: a server that was killed may leave some behind (the
/// parent-death signal exists on Linux only), and the next start ends them before it gives their work to others.
/// </summary>
internal sealed partial class ChildRecords(VaultStorage storage, ILogger<ChildRecords> logger)
{
    /// <summary>Records a child until disposed.</summary>
    public IDisposable Add(Process child, string program)
    {
        var path = Path.Combine(storage.ProcessesFolder, child.Id.ToString(CultureInfo.InvariantCulture));
        if (ProcessIdentity.Of(child.Id) is { } identity)
        {
            File.WriteAllLines(path, [identity, program]);
        }

        return new Record(path);
    }

    /// <summary>Ends what an earlier run of the server left behind. Call at start, before anything is run.</summary>
    /// <returns>How many were ended.</returns>
    public int KillLeftBehind()
    {
        var killed = 0;
        foreach (var path in Directory.GetFiles(storage.ProcessesFolder))
        {
            if (
                int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var processId)
                && File.ReadAllLines(path) is [var identity, var program]
                && ProcessIdentity.Of(processId) == identity
                && ProcessIdentity.Runs(processId, program)
            )
            {
                Kill(processId);
                Log.Killed(logger, processId, Path.GetFileName(program));
                killed++;
            }

            File.Delete(path);
        }

        return killed;
    }

    private static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It ended by itself a moment ago: nothing is left to kill.
        }
    }

    private sealed class Record(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Ended process {ProcessId} ({Program}), left behind by an earlier run")]
        public static partial void Killed(ILogger logger, int processId, string program);
    }
}
