namespace StreamVault.Core.Throttling;

/// <summary>What a wrong try leads to.</summary>
/// <param name="IsRefused">Whether the address had used up its tries before this one.</param>
/// <param name="Wait">How long its next tries are refused from now on; zero if it has some left.</param>
public readonly record struct ThrottleVerdict(bool IsRefused, TimeSpan Wait);
