namespace StreamVault.Core.Entities;

/// <summary>A secret that gives access to one video until it expires or is revoked.</summary>
public sealed class AccessToken
{
    /// <summary>Maximum length of a description, in UTF-16 code units.</summary>
    public const int MaxDescriptionLength = 200;

    /// <summary>The highest possible viewer limit.</summary>
    public const int MaxViewerLimit = 100;

    /// <summary>The maximum number of addresses that are counted.</summary>
    public const int MaxAddresses = Entities.AddressMarks.Most;

    /// <summary>Identifies the token without revealing it.</summary>
    public Guid Id { get; init; }

    /// <summary>The only video it gives access to.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>
    /// The secret: 32 random bytes as 43 URL-safe characters. Null if it can't be shown because the key that decrypts
    /// it is missing; the link still works.
    /// </summary>
    public string? Token { get; internal set; }

    /// <summary>The hash of the secret.</summary>
    internal SecretHash TokenHash { get; init; }

    /// <summary>The secret, encrypted; null if it was never encrypted.</summary>
    internal byte[]? TokenSealed { get; init; }

    /// <summary>The user's description of its purpose: "Living Room TV".</summary>
    public string? Description { get; init; }

    /// <summary>When it expires; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The maximum number of simultaneous viewers; null for no limit.</summary>
    public int? MaxViewers { get; init; }

    /// <summary>When it was last used to fetch anything, to within a few seconds; null if never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>
    /// The number of times playback was started. Starts from the same address within a minute count once.
    /// </summary>
    public long Plays { get; internal set; }

    /// <summary>The number of segment bytes that were sent for it.</summary>
    public long BytesSent { get; internal set; }

    /// <summary>
    /// The number of different addresses that it was used from, up to <see cref="MaxAddresses"/>, which means "or
    /// more". The /64 of an IPv6 address counts as one.
    /// </summary>
    public int Addresses => Entities.AddressMarks.Count(AddressMarks);

    internal byte[] AddressMarks { get; set; } = [];
}
