using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace StreamVault.Core.Ffmpeg;

/// <summary>Distinguishes a process from all others that ever have the same id.</summary>
internal static class ProcessIdentity
{
    /// <returns>A text that is unique to this process: the boot id and its start time. Null if there is no such process.</returns>
    public static string? Of(int processId) => OperatingSystem.IsLinux() ? OnLinux(processId) : Elsewhere(processId);

    /// <returns>Whether the process runs the program, or a prefix that is about to execute it.</returns>
    public static bool Runs(int processId, string program)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Split('\0').Contains(program);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <returns>
    /// Whether the parent of the process is another process of this program, such as a command that runs next to the
    /// server. Orphans have another parent. Always false if the parent is unknown.
    /// </returns>
    public static bool HasLivingOwner(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            // proc(5): the parent is field 4, after the name in parentheses and the state.
            var status = File.ReadAllText($"/proc/{processId}/stat");
            var parent = status[(status.LastIndexOf(')') + 2)..].Split(' ')[1];
            return parent != Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
                && new FileInfo($"/proc/{parent}/exe").LinkTarget is { } program
                && program == new FileInfo("/proc/self/exe").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? OnLinux(int processId)
    {
        try
        {
            // proc(5): the name in parentheses may contain spaces and parentheses; the start time is field 22.
            var status = File.ReadAllText($"/proc/{processId}/stat");
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            var zombie = fields[0] == "Z";
            return zombie ? null : $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()} {fields[19]}";
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string? Elsewhere(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.StartTime.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
