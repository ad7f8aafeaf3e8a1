using System.ComponentModel;
using System.Diagnostics;

namespace StreamVault.Core.Encoding;

/// <summary>
/// A running program with everything it started. On Linux it has a process group of its own, so that FFmpeg ends with a
/// wrapper script that started it. Thread-safe.
/// </summary>
/// <param name="leader">The program.</param>
/// <param name="mark">What <see cref="ChildMark"/> put on it.</param>
/// <param name="isOwn">Whether the program leads a group of its own.</param>
internal sealed class ProcessGroup(Process leader, string mark, bool isOwn)
{
    private readonly int _id = leader.Id;

    /// <summary>Kills all of it.</summary>
    public void Kill()
    {
        if (!isOwn)
        {
            leader.Kill(entireProcessTree: true);
            return;
        }

        // It becomes a group a moment after its start: until then there is only the leader.
        ProcessSignals.KillGroup(_id);
        leader.Kill();
        ProcessSignals.KillGroup(_id);
        ChildMark.KillAll(mark);
    }

    /// <summary>
    /// Kills all of it, as a callback of a token that a timer may cancel: an exception there would end the server. Call
    /// <see cref="Kill"/> afterwards, which throws it.
    /// </summary>
    public void TryKill()
    {
        try
        {
            Kill();
        }
        catch (Exception e) when (e is Win32Exception or AggregateException or InvalidOperationException)
        {
            // Told by the call that follows.
        }
    }

    /// <summary>Waits until the program has ended, then kills what it left running in its group.</summary>
    public async Task EndAsync()
    {
        await leader.WaitForExitAsync(CancellationToken.None);
        if (isOwn)
        {
            ProcessSignals.KillGroup(_id);
        }
    }
}
