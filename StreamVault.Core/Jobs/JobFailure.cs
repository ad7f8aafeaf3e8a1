namespace StreamVault.Core.Jobs;

/// <summary>Why an attempt failed.</summary>
/// <param name="Reason">One or two sentences for a person: the thing, the cause, the way out.</param>
/// <param name="Permanent">True if trying again cannot help, as with a file that holds no video: no further attempt is made.</param>
/// <param name="ExitCode">The exit code of the program that failed, if it was one.</param>
/// <param name="Log">Its command line and the last lines it wrote.</param>
public sealed record JobFailure(string Reason, bool Permanent = false, int? ExitCode = null, string? Log = null);
