using System.ComponentModel;
using System.Diagnostics;

namespace StreamVault.Core.Encoding;

/// <summary>Programs that set something about themselves and then become the program named after them.</summary>
internal static class ExecPrefix
{
    private static readonly Lazy<Task<string[]>> Bound = new(() =>
        OperatingSystem.IsLinux() ? TryAsync("setpriv", "--pdeathsig", "KILL") : Task.FromResult<string[]>([])
    );

    // A nice program still takes its turn, and whoever wakes up to answer a viewer waits for the end of it. An idle one is
    // interrupted at once.
    private static readonly Lazy<Task<string[]>> Polite = new(async () =>
        [
            .. await TryAsync("nice", "-n", "10"),
            .. await TryAsync("ionice", "-c", "2", "-n", "7"),
            .. await TryAsync("chrt", "--idle", "0"),
        ]
    );

    /// <summary>Ends the program together with this process, however this process ends; empty where the system can't.</summary>
    public static Task<string[]> EndsWithUsAsync() => Bound.Value;

    /// <summary>Lets everything else on the machine go first; empty where the system can't.</summary>
    public static Task<string[]> LowPriorityAsync() => Polite.Value;

    // Tried, not assumed: a small system may have the program without the option.
    private static async Task<string[]> TryAsync(string name, params string[] options)
    {
        if (ProgramPath.Find(name) is not { } path || ProgramPath.Find("true") is not { } nothing)
        {
            return [];
        }

        try
        {
            using var trial = await ForkThread.StartAsync(
                new ProcessStartInfo(path, [.. options, nothing])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            );
            await trial.WaitForExitAsync();
            return trial.ExitCode == 0 ? [path, .. options] : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
