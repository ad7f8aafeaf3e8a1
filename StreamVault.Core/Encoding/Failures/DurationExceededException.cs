namespace StreamVault.Core.Encoding.Failures;

/// <summary>A file holds much more than its header says, or claims to: only a look at every packet tells what to plan for.</summary>
internal sealed class DurationExceededException()
    : Exception("The source is longer than its header says; its packets must be counted.");
