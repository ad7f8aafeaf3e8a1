namespace StreamVault.Core.Entities;

/// <summary>One time that the owner played a video.</summary>
public sealed class Play
{
    /// <summary>Identifies it.</summary>
    public long Id { get; init; }

    /// <summary>The video.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When its position was last saved.</summary>
    public DateTimeOffset LastAt { get; set; }

    /// <summary>How long it played, in seconds.</summary>
    public double PlayedSeconds { get; set; }

    /// <summary>Where it stopped, in seconds.</summary>
    public double PositionSeconds { get; set; }

    /// <summary>Whether it reached the end.</summary>
    public bool IsComplete { get; set; }
}
