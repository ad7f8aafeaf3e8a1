namespace StreamVault.Core.Throttling;

/// <summary>The limit of failed attempts per address, and how long an address is then blocked.</summary>
/// <param name="Tries">The number of failed attempts after which it is blocked; at least 1.</param>
/// <param name="Within">The period in which attempts are counted.</param>
/// <param name="FirstWait">How long the first block lasts. Each further block is twice as long.</param>
/// <param name="LongestWait">
/// The maximum length of a block. After this long without an attempt, the next block is short again.
/// </param>
public sealed record ThrottleRule(int Tries, TimeSpan Within, TimeSpan FirstWait, TimeSpan LongestWait);
