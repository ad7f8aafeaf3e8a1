using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace StreamVault.Core.Ffmpeg;

/// <summary>Prefixes of a command line: programs that set a process property and then execute the rest.</summary>
internal static class ExecPrefix
{
    private static readonly Lazy<Task<string[]>> OwnGroup = new(() =>
        OperatingSystem.IsLinux() ? TryAsync("setsid") : Task.FromResult<string[]>([])
    );

    // BusyBox supports only one of the two options.
    private static readonly Lazy<Task<string[]>> DiesWithParent = new(async () =>
        !OperatingSystem.IsLinux() ? []
        : await TryAsync("setpriv", "--pdeathsig", "KILL", "--no-new-privs") is { Length: > 0 } both ? both
        : await TryAsync("setpriv", "--pdeathsig", "KILL") is { Length: > 0 } bound ? bound
        : await TryAsync("setpriv", "--no-new-privs")
    );

    private static readonly Lazy<Task<string[]>> Limiter = new(() =>
        OperatingSystem.IsLinux() ? TryAsync("prlimit", $"--as={1L << 40}") : Task.FromResult<string[]>([])
    );

    // A program with a nice value still uses up its time slice, and a thread that answers a viewer waits for it. An idle one is
    // interrupted at once.
    private static readonly Lazy<Task<string[]>> LowPriority = new(async () =>
        [
            .. await TryAsync("nice", "-n", "10"),
            .. await TryAsync("ionice", "-c", "2", "-n", "7"),
            .. await TryAsync("chrt", "--idle", "0"),
        ]
    );

    /// <summary>Runs the program in its own process group and session; empty if not supported.</summary>
    public static Task<string[]> OwnGroupAsync() => OwnGroup.Value;

    /// <summary>
    /// Kills the program when this process ends, for whatever reason, and keeps it from gaining privileges (such as
    /// those of a setuid program); empty if not supported.
    /// </summary>
    public static Task<string[]> DiesWithParentAsync() => DiesWithParent.Value;

    /// <summary>
    /// Waits for a line on standard input before it executes the program, and exits if there is none. So a server that is
    /// killed right after the start leaves no program that nothing else knows about. Linux only.
    /// </summary>
    public static string[] AfterGoAhead => ["/bin/sh", "-c", "read -r _ && exec \"$@\"", "sh"];

    /// <summary>Runs the program at the lowest priority; empty if not supported.</summary>
    public static Task<string[]> LowPriorityAsync() => LowPriority.Value;

    /// <summary>Limits the address space of the program and its child processes; empty if not supported.</summary>
    public static async Task<string[]> LimitedAsync(long addressSpaceBytes) =>
        await Limiter.Value is [var prlimit, ..]
            ? [prlimit, $"--as={addressSpaceBytes.ToString(CultureInfo.InvariantCulture)}"]
            : [];

    // Tested with a trial, because a small system may have the program without the option.
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

    /// <summary>Runs a command line that exits by itself and writes little.</summary>
    /// <returns>Its exit code and its standard error.</returns>
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
