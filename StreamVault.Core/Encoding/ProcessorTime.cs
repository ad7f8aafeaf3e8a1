using System.Globalization;

namespace StreamVault.Core.Encoding;

/// <summary>
/// Tells a program that others keep from the processor from one that hangs: a hanging one sleeps, or it computes. Linux
/// only, as is the priority that lets everything else go first. Not thread-safe.
/// </summary>
internal sealed class ProcessorTime(int processId)
{
    // proc(5): times are in hundredths of a second on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;
    private const double LeastShare = 0.1;
    private double _before = Used(processId) ?? 0;

    /// <param name="time">How long ago the last call, or the creation, was.</param>
    /// <returns>Whether it is ready to run and got less than a tenth of one core since then.</returns>
    public bool WasKeptFrom(TimeSpan time)
    {
        if (Used(processId) is not { } now)
        {
            return false;
        }

        var share = (now - _before) / time.TotalSeconds;
        _before = now;
        return share < LeastShare && IsReady();
    }

    private bool IsReady()
    {
        try
        {
            return Directory
                .EnumerateDirectories($"/proc/{processId}/task")
                .Any(thread => Fields($"{thread}/stat") is ["R", ..]);
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    // User and system time of all threads are fields 14 and 15, the state is field 3.
    private static double? Used(int processId) =>
        Fields($"/proc/{processId}/stat") is { Length: > 12 } fields
            ? (Number(fields[11]) + Number(fields[12])) / TicksPerSecond
            : null;

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);

    // The name in parentheses may itself hold blanks and parentheses.
    private static string[] Fields(string path)
    {
        try
        {
            var status = File.ReadAllText(path);
            return status[(status.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
