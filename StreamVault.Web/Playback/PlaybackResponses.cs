using System.ComponentModel.DataAnnotations;
using StreamVault.Core.Entities;
using StreamVault.Core.Playback;

namespace StreamVault.Web.Playback;

/// <summary>A playback position.</summary>
/// <param name="PositionSeconds">The position in seconds; 0 to remove it.</param>
/// <param name="PlayedSeconds">How long the video has played since the previous report, in seconds. Only statistics use it.</param>
/// <param name="AgeSeconds">How long ago this was, in seconds. A position that is older than the saved one changes nothing. Default: 0.</param>
internal sealed record PositionRequest(
    [property: Required] double? PositionSeconds,
    double? PlayedSeconds,
    double? AgeSeconds
);

/// <summary>Whether a history is kept.</summary>
/// <param name="Enabled">Whether plays are recorded.</param>
internal sealed record HistorySettingRequest([property: Required] bool? Enabled);

/// <summary>A part of the history.</summary>
/// <param name="Enabled">Whether plays are recorded.</param>
/// <param name="Total">The number of all plays.</param>
internal sealed record HistoryResponse(bool Enabled, IReadOnlyList<PlayResponse> Items, int Total);

/// <summary>One time that the owner played a video.</summary>
/// <param name="PlayedSeconds">How long it played.</param>
/// <param name="PositionSeconds">Where it stopped.</param>
/// <param name="Complete">Whether it reached the end.</param>
internal sealed record PlayResponse(
    VideoId VideoId,
    string Title,
    DateTimeOffset StartedAt,
    DateTimeOffset LastAt,
    double PlayedSeconds,
    double PositionSeconds,
    bool Complete
)
{
    public static PlayResponse Of(HistoryEntry entry) =>
        new(
            entry.Video.Id,
            entry.Video.Title,
            entry.Play.StartedAt,
            entry.Play.LastAt,
            Math.Round(entry.Play.PlayedSeconds, 3),
            Math.Round(entry.Play.PositionSeconds, 3),
            entry.Play.IsComplete
        );
}

/// <summary>Statistics about what the owner played.</summary>
/// <param name="MostPlayed">At most ten videos, the longest time first.</param>
internal sealed record StatisticsResponse(
    PlayTotals All,
    PlayTotals ThisYear,
    IReadOnlyList<PlayedVideoResponse> MostPlayed
);

/// <summary>How often and how long the owner played a video.</summary>
internal sealed record PlayedVideoResponse(VideoId VideoId, string Title, int Plays, double Seconds);
