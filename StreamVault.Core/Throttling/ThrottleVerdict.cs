namespace StreamVault.Core.Throttling;

/// <summary>The result of counting an attempt.</summary>
/// <param name="IsRefused">Whether the address was already blocked.</param>
/// <param name="Wait">How long the address remains blocked; zero if it has attempts left.</param>
public readonly record struct ThrottleVerdict(bool IsRefused, TimeSpan Wait);
