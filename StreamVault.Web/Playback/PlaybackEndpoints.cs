using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Playback;
using StreamVault.Web.Accounts;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Playback;

internal static class PlaybackEndpoints
{
    private const int MaxPageSize = 200;
    private const int DefaultPageSize = 50;
    private static readonly TimeSpan MaxPlayed = TimeSpan.FromDays(1);
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(365);

    public static async Task<Results<NoContent, ProblemHttpResult>> SavePositionAsync(
        VideoId id,
        PositionRequest request,
        PlaybackPositions positions,
        CancellationToken cancellationToken
    )
    {
        if (request.PositionSeconds is not { } position)
        {
            return Refusals.BadRequest("positionSeconds", "positionSeconds is missing.");
        }

        var fault =
            Fault("positionSeconds", position, TimeSpan.MaxValue)
            ?? Fault("playedSeconds", request.PlayedSeconds, MaxPlayed)
            ?? Fault("ageSeconds", request.AgeSeconds, MaxAge);
        if (fault is not null)
        {
            return fault;
        }

        var report = new PlaybackReport(position, request.PlayedSeconds, TimeSpan.FromSeconds(request.AgeSeconds ?? 0));
        return await positions.SaveAsync(id, report, cancellationToken) switch
        {
            PlaybackOutcome.Saved => TypedResults.NoContent(),
            PlaybackOutcome.NotReady => Refusals.Conflict("This video is not ready yet."),
            PlaybackOutcome.OutsideVideo => Refusals.BadRequest(
                "positionSeconds",
                "positionSeconds must not be after the end of the video."
            ),
            _ => Refusals.NoSuchVideo(),
        };
    }

    private static ProblemHttpResult? Fault(string field, double? seconds, TimeSpan limit) =>
        seconds is not { } given ? null
        : double.IsNaN(given) ? Refusals.BadRequest(field, $"{field} must be a number.")
        : given < 0 ? Refusals.BadRequest(field, $"{field} must not be negative.")
        : given > limit.TotalSeconds ? Refusals.BadRequest(field, $"{field} must be at most {limit.TotalSeconds:0}.")
        : null;

    public static async Task<Results<Ok<HistoryResponse>, ProblemHttpResult>> ListAsync(
        int? page,
        int? pageSize,
        PlayHistory history,
        HttpContext context
    )
    {
        var (number, size) = (page ?? 1, pageSize ?? DefaultPageSize);
        if (number < 1)
        {
            return Refusals.BadRequest("page", "page must be 1 or more.");
        }

        if (size is < 1 or > MaxPageSize)
        {
            return Refusals.BadRequest("pageSize", $"pageSize must be from 1 to {MaxPageSize}.");
        }

        var skip = (int)Math.Min((long)(number - 1) * size, int.MaxValue);
        var found = await history.ListAsync(skip, size, Viewer.SeesPrivate(context), context.RequestAborted);
        return TypedResults.Ok(
            new HistoryResponse(
                await history.IsEnabledAsync(context.RequestAborted),
                [.. found.Entries.Select(PlayResponse.Of)],
                found.Total
            )
        );
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> SetEnabledAsync(
        HistorySettingRequest request,
        PlayHistory history,
        CancellationToken cancellationToken
    )
    {
        if (request.Enabled is not { } enabled)
        {
            return Refusals.BadRequest("enabled", "enabled must be true or false.");
        }

        await history.SetEnabledAsync(enabled, cancellationToken);
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> ClearAsync(PlayHistory history, CancellationToken cancellationToken)
    {
        await history.ClearAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    public static async Task<Ok<StatisticsResponse>> StatisticsAsync(PlayHistory history, HttpContext context)
    {
        var statistics = await history.StatisticsAsync(Viewer.SeesPrivate(context), context.RequestAborted);
        return TypedResults.Ok(
            new StatisticsResponse(
                statistics.All,
                statistics.ThisYear,
                [
                    .. statistics.MostPlayed.Select(video => new PlayedVideoResponse(
                        video.Video.Id,
                        video.Video.Title,
                        video.Plays,
                        Math.Round(video.Seconds, 3)
                    )),
                ]
            )
        );
    }
}
