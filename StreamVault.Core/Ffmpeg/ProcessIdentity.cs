using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace StreamVault.Core.Ffmpeg;

/// <summary>Tells one process from every other that ever had or will have its number.</summary>
internal static class ProcessIdentity
{
    /// <returns>A text that only this process can have: since which boot, and since when in it. Null if there is no such process.</returns>
    public static string? Of(int processId) => OperatingSystem.IsLinux() ? OnLinux(processId) : Elsewhere(processId);

    /// <returns>Whether the process runs the program, perhaps still behind a prefix that is about to become it.</returns>
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
            // proc(5): the parent is field 4, behind the name in parentheses and the state.
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
            // proc(5): the name in parentheses may itself hold blanks and parentheses; start time is field 22.
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
