using System.Collections.Concurrent;
using System.Diagnostics;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// The one thread that starts all child programs. Linux sends the parent-death signal when the thread that forked ends,
/// not when its process does (prctl(2), PR_SET_PDEATHSIG), and threads of the pool come and go: this one never ends.
/// </summary>
internal static class ForkThread
{
    private static readonly BlockingCollection<Action> Starts = Begin();

    /// <exception cref="System.ComponentModel.Win32Exception">The program doesn't exist or may not be executed.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    private static BlockingCollection<Action> Begin()
    {
        var starts = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var start in starts.GetConsumingEnumerable())
            {
                start();
            }
        })
        {
            IsBackground = true,
            Name = "Child programs",
        }.Start();
        return starts;
    }
}
