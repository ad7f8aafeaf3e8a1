using System.Runtime.InteropServices;

namespace StreamVault.Core.Ffmpeg;

/// <summary>Sends SIGKILL to processes and process groups, with kill(2): .NET has no API for groups.</summary>
internal static partial class ProcessSignals
{
    private const int Kill = 9;

    /// <summary>Kills a process if it exists.</summary>
    public static void KillProcess(int processId) => _ = Send(processId, Kill);

    /// <summary>Kills every process of a group if it exists.</summary>
    public static void KillGroup(int groupId) => _ = Send(-groupId, Kill);

    // Failure is fine: nothing is left to kill (ESRCH).
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Send(int target, int signal);
}
