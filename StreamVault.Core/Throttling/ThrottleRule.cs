namespace StreamVault.Core.Throttling;

/// <summary>How many wrong tries an address has, and how long it then waits.</summary>
/// <param name="Tries">The wrong tries after which it is refused; at least 1.</param>
/// <param name="Within">The time in which they count together.</param>
/// <param name="FirstWait">How long it is refused the first time; each further time twice as long.</param>
/// <param name="LongestWait">
/// The longest it is ever refused. An address that stays quiet for this long after its wait begins anew.
/// </param>
public sealed record ThrottleRule(int Tries, TimeSpan Within, TimeSpan FirstWait, TimeSpan LongestWait);
