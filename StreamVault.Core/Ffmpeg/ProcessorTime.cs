using System.Globalization;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// Distinguishes a program that is starved of CPU time from one that hangs: a hung program sleeps or uses CPU time. All
/// processes in its session count, since the program may be a wrapper or a sandbox around FFmpeg. Linux only, like the
/// low priority. Not thread-safe.
/// </summary>
internal sealed class ProcessorTime(int processId)
{
    // proc(5): times are in hundredths of a second on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;
    private const double MinShare = 0.1;
    private double _before = Used([$"/proc/{Text(processId)}"]) ?? 0;

    /// <param name="time">The time since the last call or the creation.</param>
    /// <returns>Whether it is ready to run and got less than a tenth of one core since then.</returns>
    public bool WasStarved(TimeSpan time)
    {
        if (Used(Session(processId)) is not { } now)
        {
            return false;
        }

        var share = (now - _before) / time.TotalSeconds;
        _before = now;
        return share < MinShare && IsReady();
    }

    private bool IsReady() => Session(processId).Any(HasReadyThread);

    private static bool HasReadyThread(string process)
    {
        try
        {
            return Directory
                .EnumerateDirectories($"{process}/task")
                .Any(thread => Fields($"{thread}/stat") is ["R", ..]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended.
        }
    }

    // User and system time of all threads are fields 14 and 15, the state is field 3.
    private static double? Used(IEnumerable<string> processes)
    {
        var times = processes
            .Select(process => Fields($"{process}/stat"))
            .Where(fields => fields.Length > 12)
            .Select(fields => (Number(fields[11]) + Number(fields[12])) / TicksPerSecond)
            .ToList();
        return times.Count > 0 ? times.Sum() : null;
    }

    // The folders of the program and of the processes in its session (field 6).
    private static IEnumerable<string> Session(int leader)
    {
        var id = Text(leader);
        return Directory.Exists("/proc")
            ? Directory
                .EnumerateDirectories("/proc")
                .Where(process =>
                    char.IsAsciiDigit(process[^1])
                    && (
                        Path.GetFileName(process) == id
                        || (Fields($"{process}/stat") is [_, _, _, var session, ..] && session == id)
                    )
                )
            : [];
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);

    // The name in parentheses may contain spaces and parentheses.
    private static string[] Fields(string path)
    {
        try
        {
            var status = File.ReadAllText(path);
            return status[(status.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
