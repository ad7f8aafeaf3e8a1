namespace StreamVault.Core.Entities;

/// <summary>A segment that players fetched, and when its bytes were last compared with the manifest.</summary>
public sealed class SentSegment
{
    /// <summary>The video.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>The segment's file name.</summary>
    public required string Name { get; init; }

    /// <summary>When it was last fetched, to within a minute.</summary>
    public DateTimeOffset SentAt { get; set; }

    /// <summary>When it was last checked; null if it has not been.</summary>
    public DateTimeOffset? CheckedAt { get; set; }
}
