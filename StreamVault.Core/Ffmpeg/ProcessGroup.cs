using System.ComponentModel;
using System.Diagnostics;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// A running program and its child processes. On Linux it has its own process group, so that FFmpeg ends with the
/// wrapper script that started it. Thread-safe.
/// </summary>
/// <param name="leader">The program.</param>
/// <param name="mark">Its <see cref="ChildMark"/>.</param>
/// <param name="isOwn">Whether the program has its own group.</param>
internal sealed class ProcessGroup(Process leader, string mark, bool isOwn)
{
    private readonly int _id = leader.Id;

    /// <summary>Kills the program and its child processes.</summary>
    public void Kill()
    {
        if (!isOwn)
        {
            leader.Kill(entireProcessTree: true);
            return;
        }

        // The group is created shortly after the start; until then there is only the leader.
        ProcessSignals.KillGroup(_id);
        leader.Kill();
        ProcessSignals.KillGroup(_id);
        ChildMark.KillAll(mark);
    }

    /// <summary>
    /// Kills the program and its child processes from a token's callback. A timer may cancel the token, and an
    /// exception there would end the server, so none is thrown. Call <see cref="Kill"/> afterwards, which throws it.
    /// </summary>
    public void TryKill()
    {
        try
        {
            Kill();
        }
        catch (Exception e) when (e is Win32Exception or AggregateException or InvalidOperationException)
        {
            // The call that follows throws it.
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
