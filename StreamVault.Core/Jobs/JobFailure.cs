using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>Why an attempt failed.</summary>
/// <param name="Cause">The cause; it decides whether another attempt is made.</param>
/// <param name="Reason">What failed, why, and what to do, in one or two sentences.</param>
/// <param name="ExitCode">The exit code of the program that failed, if any.</param>
/// <param name="Log">The command line of that program and the last lines it wrote.</param>
/// <param name="NeededBytes">For a full disk: how many bytes must be free before a retry.</param>
public sealed record JobFailure(
    FailureCause Cause,
    string Reason,
    int? ExitCode = null,
    string? Log = null,
    long? NeededBytes = null
);
