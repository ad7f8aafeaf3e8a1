using System.Diagnostics;
using System.Globalization;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// An environment variable with a unique value for each started program. Child processes inherit it, so they can be
/// found even if they left the process group and their parent has exited. Linux only.
/// </summary>
internal static class ChildMark
{
    private const string Variable = "STREAMVAULT_CHILD";

    // A program may fork while the list of processes is read.
    private const int MaxRounds = 10;

    /// <summary>Marks a program that is about to start.</summary>
    /// <returns>Its mark.</returns>
    public static string Put(ProcessStartInfo start)
    {
        var mark = Guid.NewGuid().ToString("N");
        start.Environment[Variable] = mark;
        return mark;
    }

    /// <summary>Kills every process that carries the mark.</summary>
    /// <returns>Their ids.</returns>
    public static HashSet<int> KillAll(string mark)
    {
        var killed = new HashSet<int>();
        if (!OperatingSystem.IsLinux())
        {
            return killed;
        }

        for (var round = 0; round < MaxRounds; round++)
        {
            var found = Find(mark).Where(killed.Add).ToList();
            if (found.Count == 0)
            {
                break;
            }

            found.ForEach(ProcessSignals.KillProcess);
        }

        return killed;
    }

    private static IEnumerable<int> Find(string mark)
    {
        var entry = System.Text.Encoding.ASCII.GetBytes($"{Variable}={mark}");
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Environment(id).AsSpan().IndexOf(entry) >= 0
            )
            {
                yield return id;
            }
        }
    }

    private static byte[] Environment(int processId)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{processId}/environ");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // It has exited, or belongs to another user.
        }
    }
}
