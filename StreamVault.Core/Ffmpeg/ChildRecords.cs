using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// Records the running child programs in the data folder. A server that was killed may leave some behind (the parent-death
/// signal exists on Linux only), and the next start ends them before it requeues their work.
/// </summary>
public sealed partial class ChildRecords(VaultStorage storage, ILogger<ChildRecords> logger)
{
    private readonly ConcurrentDictionary<string, bool> _own = new();

    /// <summary>Records a child until disposed.</summary>
    /// <param name="child">The child.</param>
    /// <param name="program">The program it runs, or will run after exec.</param>
    /// <param name="mark">The <see cref="ChildMark"/> of it and its child processes.</param>
    public IDisposable Add(Process child, string program, string mark)
    {
        var path = Path.Combine(storage.ProcessesFolder, child.Id.ToString(CultureInfo.InvariantCulture));
        _own[path] = true;
        if (ProcessIdentity.Of(child.Id) is { } identity)
        {
            File.WriteAllLines(path, [identity, program, mark]);
        }

        return new Record(this, path);
    }

    /// <summary>Ends the programs that an earlier run of the server left behind, but none of this run.</summary>
    /// <returns>The number of ended processes.</returns>
    public int KillLeftBehind()
    {
        var killed = 0;
        var leftBehind = Directory
            .GetFiles(storage.ProcessesFolder)
            .Where(path => !_own.ContainsKey(path) && !HasLivingOwner(path));
        foreach (var path in leftBehind)
        {
            if (
                int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var processId)
                && File.ReadAllLines(path) is [var identity, var program, ..] lines
            )
            {
                // Records of earlier versions have no mark.
                var found = lines is [_, _, { Length: > 0 } mark] ? ChildMark.KillAll(mark) : [];
                if (ProcessIdentity.Of(processId) == identity && ProcessIdentity.Runs(processId, program))
                {
                    Kill(processId);
                    found.Add(processId);
                }

                foreach (var id in found)
                {
                    Log.Killed(logger, id, Path.GetFileName(program));
                }

                killed += found.Count;
            }

            File.Delete(path);
        }

        return killed;
    }

    // A command that runs next to the server starts programs too.
    private static bool HasLivingOwner(string path) =>
        int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var processId)
        && ProcessIdentity.HasLivingOwner(processId);

    private static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has just exited.
        }
    }

    private sealed class Record(ChildRecords records, string path) : IDisposable
    {
        public void Dispose()
        {
            File.Delete(path);
            records._own.TryRemove(path, out _);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Killed process {ProcessId} ({Program}), left over from an earlier run")]
        public static partial void Killed(ILogger logger, int processId, string program);
    }
}
