using StreamVault.Core.Accounts;

namespace StreamVault.Core.Entities;

/// <summary>A signed-in device. The cookie holds a secret, of which only the hash is stored.</summary>
public sealed class UserSession
{
    /// <summary>Maximum length of a device name, in UTF-16 code units.</summary>
    public const int MaxDeviceLength = 100;

    /// <summary>Identifies the session without revealing its secret.</summary>
    public Guid Id { get; init; }

    /// <summary>The account.</summary>
    public Guid UserId { get; init; }

    /// <summary>The hash of the secret.</summary>
    internal SecretHash SecretHash { get; init; }

    /// <summary>The account's security stamp at sign-in. A new password ends sessions with an older stamp.</summary>
    internal string? Stamp { get; init; }

    /// <summary>The device, such as "Firefox on Linux".</summary>
    public required string Device { get; init; }

    /// <summary>Its approximate last address, such as "192.0.2.x". See <see cref="ShortAddress"/>.</summary>
    public required string Address { get; set; }

    /// <summary>When it signed in.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of its last request, to within a minute.</summary>
    public DateTimeOffset LastSeenAt { get; set; }
}
