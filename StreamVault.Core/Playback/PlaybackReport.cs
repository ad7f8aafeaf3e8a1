using StreamVault.Core.Entities;

namespace StreamVault.Core.Playback;

/// <summary>What a player reports about a video.</summary>
/// <param name="PositionSeconds">The position in seconds.</param>
/// <param name="PlayedSeconds">How long it has played since the previous report, in seconds; null if unknown.</param>
/// <param name="Age">How long ago this was; zero for now. A player without a connection reports later.</param>
public sealed record PlaybackReport(double PositionSeconds, double? PlayedSeconds = null, TimeSpan Age = default);

/// <summary>The outcome of a <see cref="PlaybackReport"/>.</summary>
public enum PlaybackOutcome
{
    /// <summary>It was saved, or a later one was saved before.</summary>
    Saved,

    /// <summary>There is no such video.</summary>
    NoSuchVideo,

    /// <summary>The video can't be played yet.</summary>
    NotReady,

    /// <summary>The position is after the end of the video.</summary>
    OutsideVideo,
}

/// <summary>Published when a play begins, and when a video gets or loses its position. Not published for each report.</summary>
/// <param name="Video">The video; null if the whole history changed.</param>
public sealed record PlaybackChange(VideoId? Video);
