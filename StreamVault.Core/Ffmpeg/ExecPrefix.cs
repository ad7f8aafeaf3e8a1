using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace StreamVault.Core.Ffmpeg;

/// <summary>Programs that set something about themselves and then become the program named after them.</summary>
internal static class ExecPrefix
{
    private static readonly Lazy<Task<string[]>> Grouped = new(() =>
        OperatingSystem.IsLinux() ? TryAsync("setsid") : Task.FromResult<string[]>([])
    );

    // BusyBox supports only one of the two options.
    private static readonly Lazy<Task<string[]>> Bound = new(async () =>
        !OperatingSystem.IsLinux() ? []
        : await TryAsync("setpriv", "--pdeathsig", "KILL", "--no-new-privs") is { Length: > 0 } both ? both
        : await TryAsync("setpriv", "--pdeathsig", "KILL") is { Length: > 0 } bound ? bound
        : await TryAsync("setpriv", "--no-new-privs")
    );

    private static readonly Lazy<Task<string[]>> Limiter = new(() =>
        OperatingSystem.IsLinux() ? TryAsync("prlimit", $"--as={1L << 40}") : Task.FromResult<string[]>([])
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

    /// <summary>Runs the program in its own process group and session; empty if not supported.</summary>
    public static Task<string[]> OwnGroupAsync() => Grouped.Value;

    /// <summary>
    /// Kills the program when this process ends, for whatever reason, and keeps it from gaining privileges (such as
    /// those of a setuid program); empty if not supported.
    /// </summary>
    public static Task<string[]> DiesWithParentAsync() => Bound.Value;

    /// <summary>Lets everything else on the machine go first; empty where the system can't.</summary>
    public static Task<string[]> LowPriorityAsync() => Polite.Value;

    /// <summary>Limits the address space of the program and its child processes; empty if not supported.</summary>
    public static async Task<string[]> LimitedAsync(long addressSpaceBytes) =>
        await Limiter.Value is [var prlimit, ..]
            ? [prlimit, $"--as={addressSpaceBytes.ToString(CultureInfo.InvariantCulture)}"]
            : [];

    // Tried, not assumed: a small system may have the program without the option.
    private static async Task<string[]> TryAsync(string name, params string[] options)
    {
        if (ProgramPath.Find(name) is not { } path || ProgramPath.Find("true") is not { } nothing)
        {
            return [];
        }

        try
        {
            return (await TrialAsync([path, .. options, nothing])).ExitCode == 0 ? [path, .. options] : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }

    /// <summary>Runs a command line that ends by itself and writes little.</summary>
    /// <returns>Its exit code, and what it wrote to its standard error.</returns>
    /// <exception cref="Win32Exception">The first program can't be started.</exception>
    public static async Task<(int ExitCode, string Errors)> TrialAsync(IReadOnlyList<string> line)
    {
        using var trial = await ForkThread.StartAsync(
            new ProcessStartInfo(line[0], line.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true }
        );
        var output = trial.StandardOutput.ReadToEndAsync();
        var errors = await trial.StandardError.ReadToEndAsync();
        await output;
        await trial.WaitForExitAsync();
        return (trial.ExitCode, errors);
    }
}
