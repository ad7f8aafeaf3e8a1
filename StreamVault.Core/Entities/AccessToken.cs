namespace StreamVault.Core.Entities;

/// <summary>A secret that gives access to one video until it expires or is revoked.</summary>
public sealed class AccessToken
{
    /// <summary>The longest description that is kept, in UTF-16 units.</summary>
    public const int MaxDescriptionLength = 200;

    /// <summary>The largest limit of viewers.</summary>
    public const int MostViewers = 100;

    /// <summary>Further addresses are not counted.</summary>
    public const int MostAddresses = Entities.AddressMarks.Most;

    /// <summary>Identifies the token without revealing it.</summary>
    public Guid Id { get; init; }

    /// <summary>The only video it gives access to.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>
    /// The secret: 32 random bytes as 43 URL-safe characters. Null if it can't be shown because the key that decrypts it is
    /// missing; the link still works.
    /// </summary>
    public string? Token { get; internal set; }

    /// <summary>The hash of the secret.</summary>
    internal SecretHash TokenHash { get; init; }

    /// <summary>The secret, encrypted; null if it was never encrypted.</summary>
    internal byte[]? TokenSealed { get; init; }

    /// <summary>What it is for, in its owner's words: "Living Room TV".</summary>
    public string? Description { get; init; }

    /// <summary>When it expires; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The maximum number of simultaneous viewers; null for no limit.</summary>
    public int? MaxViewers { get; init; }

    /// <summary>When anything was last fetched with it, to within a few seconds; null if never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>How often playback was started; several starts from one address within a minute count once.</summary>
    public long Plays { get; internal set; }

    /// <summary>How many bytes of segments were sent for it.</summary>
    public long BytesSent { get; internal set; }

    /// <summary>
    /// From how many different addresses it was used, up to <see cref="MostAddresses"/>, which stands for "or more". The
    /// /64 of an IPv6 address counts as one.
    /// </summary>
    public int Addresses => Entities.AddressMarks.Count(AddressMarks);

    internal byte[] AddressMarks { get; set; } = [];
}
