using StreamVault.Core.Library;

namespace StreamVault.Core.Tokens;

/// <summary>A secret that opens one video to whoever brings it, until it expires or is revoked.</summary>
public sealed class AccessToken
{
    /// <summary>The longest description that is kept, in UTF-16 units.</summary>
    public const int MaxDescriptionLength = 200;

    /// <summary>Names the token without revealing it.</summary>
    public Guid Id { get; init; }

    /// <summary>The video it opens, and no other.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>The secret: 32 random bytes as 43 URL-safe characters.</summary>
    public required string Token { get; init; }

    /// <summary>What it is for, in its owner's words: "Living Room TV".</summary>
    public string? Description { get; init; }

    /// <summary>From this moment on it opens nothing; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last opened a playlist or a key, to within a few seconds; null if never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
