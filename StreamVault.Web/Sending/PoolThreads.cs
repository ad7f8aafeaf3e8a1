using System.Runtime.CompilerServices;

namespace StreamVault.Web.Sending;

/// <summary>
/// The few threads that watch all sockets handle what they receive themselves, which saves a hop to another thread, and so
/// are for what is done in microseconds. All else belongs on the pool: were one of them to wait for a disk or a database,
/// every connection that it watches would wait too.
/// </summary>
internal static class PoolThreads
{
    private const string Switch = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// Lets the watching threads handle what they receive. Without effect where the environment says otherwise, and on
    /// sockets of a process that has used one before; then everything runs on the pool.
    /// </summary>
    public static void LeaveQuickWorkToSocketThreads()
    {
        if (Environment.GetEnvironmentVariable(Switch) is null)
        {
            Environment.SetEnvironmentVariable(Switch, "1");
        }
    }

    /// <summary>Whether the caller is on one of them.</summary>
    public static bool IsOne => Thread.CurrentThread.IsThreadPoolThread;

    /// <summary>Goes on there.</summary>
    public static ConfiguredTaskAwaitable SwitchToOne() =>
        Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
}
