namespace StreamVault.Core.Entities;

/// <summary>What the user decided about two similar videos.</summary>
public enum SimilarVideosState
{
    /// <summary>Nothing yet.</summary>
    Suggested,

    /// <summary>They are different, or both are wanted. They aren't suggested again.</summary>
    Separate,

    /// <summary>They show the same moment and refer to each other.</summary>
    Linked,
}

/// <summary>Two videos that seem to show the same moment.</summary>
public sealed class SimilarVideos
{
    /// <summary>The video with the smaller id.</summary>
    public VideoId FirstId { get; init; }

    /// <summary>The video with the greater id.</summary>
    public VideoId SecondId { get; init; }

    /// <summary>What the user decided.</summary>
    public SimilarVideosState State { get; set; }

    /// <summary>When they were found.</summary>
    public DateTimeOffset FoundAt { get; init; }
}

/// <summary>Hashes of a video's frames, by which similar videos are found.</summary>
public sealed class VideoFingerprint
{
    /// <summary>The video.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>The version of the algorithm.</summary>
    public int Version { get; set; }

    /// <summary>The hashes of frames at regular intervals, 8 bytes each.</summary>
    public byte[] Hashes { get; set; } = [];
}
