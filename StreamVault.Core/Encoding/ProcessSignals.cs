using System.Runtime.InteropServices;

namespace StreamVault.Core.Encoding;

/// <summary>Sends SIGKILL to processes and process groups, as kill(2) does: .NET knows no groups.</summary>
internal static partial class ProcessSignals
{
    private const int Kill = 9;

    /// <summary>Kills one process, if there is one of that id.</summary>
    public static void KillProcess(int processId) => _ = Send(processId, Kill);

    /// <summary>Kills every process of a group, if there is such a group.</summary>
    public static void KillGroup(int groupId) => _ = Send(-groupId, Kill);

    // Fails where nothing is left to kill (ESRCH), and that is what is wanted.
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Send(int target, int signal);
}
