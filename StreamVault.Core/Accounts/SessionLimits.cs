namespace StreamVault.Core.Accounts;

/// <summary>How long sessions live.</summary>
/// <param name="IdleTimeout">A session ends after this long without a request.</param>
/// <param name="MaxLifetime">A session ends this long after signing in, used or not.</param>
public sealed record SessionLimits(TimeSpan IdleTimeout, TimeSpan MaxLifetime);
