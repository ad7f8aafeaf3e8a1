namespace StreamVault.Core.Encoding.Failures;

/// <summary>A file is much longer than its header declares, so the plan must be made from its packets.</summary>
internal sealed class DurationExceededException()
    : Exception("The source is longer than its header declares; its packets must be counted.");
