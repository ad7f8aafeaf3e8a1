using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>Why an attempt failed.</summary>
/// <param name="Cause">The cause; it decides whether another attempt is made.</param>
/// <param name="Reason">One or two sentences for a person: the thing, the cause, the way out.</param>
/// <param name="ExitCode">The exit code of the program that failed, if it was one.</param>
/// <param name="Log">Its command line and the last lines it wrote.</param>
/// <param name="NeededBytes">Of a full disk: how many bytes must be free before it is worth another try.</param>
public sealed record JobFailure(
    FailureCause Cause,
    string Reason,
    int? ExitCode = null,
    string? Log = null,
    long? NeededBytes = null
);
