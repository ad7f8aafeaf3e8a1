namespace StreamVault.Core.Accounts;

/// <summary>How long sessions last.</summary>
/// <param name="IdleTimeout">A session ends after this long without a request.</param>
/// <param name="MaxLifetime">A session ends this long after signing in, even if it is in use.</param>
public sealed record SessionLimits(TimeSpan IdleTimeout, TimeSpan MaxLifetime);
