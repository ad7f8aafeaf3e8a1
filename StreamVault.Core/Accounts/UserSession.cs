using StreamVault.Core.Secrets;

namespace StreamVault.Core.Accounts;

/// <summary>A signed-in device. The cookie holds a secret, of which only the hash is stored.</summary>
public sealed class UserSession
{
    /// <summary>The longest name of a device that is kept, in UTF-16 units.</summary>
    public const int MaxDeviceLength = 100;

    /// <summary>Names the session without revealing its secret.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public Guid UserId { get; init; }

    /// <summary>What the secret is recognized by.</summary>
    internal SecretHash SecretHash { get; init; }

    /// <summary>The account's security stamp at the time of signing in: a new password ends sessions with an older one.</summary>
    internal string? Stamp { get; init; }

    /// <summary>What it is: "Firefox on Linux".</summary>
    public required string Device { get; init; }

    /// <summary>Roughly where it was last seen: "192.0.2.x". See <see cref="ShortAddress"/>.</summary>
    public required string Address { get; set; }

    /// <summary>When it signed in.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its last request came, to within a minute.</summary>
    public DateTimeOffset LastSeenAt { get; set; }
}
