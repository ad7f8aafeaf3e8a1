namespace StreamVault.Core.Ffmpeg;

/// <summary>The result of a program.</summary>
/// <param name="Call">The call.</param>
/// <param name="ExitCode">0 for success; 137 after SIGKILL.</param>
/// <param name="LogTail">The last lines it wrote to its standard error.</param>
public sealed record ProgramResult(ProgramCall Call, int ExitCode, string LogTail)
{
    /// <summary>The exit code after SIGKILL.</summary>
    public const int Killed = 137;

    /// <summary>The findings in its whole log.</summary>
    public LogFindings Findings { get; init; } = LogFindings.In(LogTail);

    /// <summary>The command line, exit code, first errors and last lines, for display.</summary>
    public string Log => $"{Call.CommandLine}\nexit code {ExitCode}\n{Earlier}{LogTail}";

    private string Earlier =>
        string.Concat(
            Findings
                .First.Where(line => !LogTail.Contains(line, StringComparison.Ordinal))
                .Select(line => $"earlier: {line}\n")
        );
}

/// <summary>A program with its arguments.</summary>
/// <param name="Program">The program, as an absolute path.</param>
/// <param name="Arguments">Its arguments, each passed unchanged.</param>
/// <param name="LowPriority">Whether it runs at the lowest priority.</param>
public sealed record ProgramCall(string Program, IReadOnlyList<string> Arguments, bool LowPriority = false)
{
    /// <summary>Its resource limits; null for a program that reads no untrusted files.</summary>
    public Confinement? Confinement { get; init; }

    /// <summary>The command line for display and for pasting into a shell. It is never executed.</summary>
    public string CommandLine => string.Join(' ', Arguments.Prepend(Path.GetFileName(Program)).Select(Quoted));

    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=+,%@".Contains(c))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
