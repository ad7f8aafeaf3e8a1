namespace StreamVault.Core.Entities;

/// <summary>Where the owner stopped watching a video. A video that was watched to the end, or never, has none.</summary>
public sealed class PlaybackPosition
{
    /// <summary>The video.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>The position in seconds.</summary>
    public double Seconds { get; set; }

    /// <summary>When the owner was there.</summary>
    public DateTimeOffset ReachedAt { get; set; }
}
