using StreamVault.Web.Reference;

namespace StreamVault.Web.Playback;

/// <summary>Playback positions and the history in the HTTP interface.</summary>
internal static class PlaybackArea
{
    public static void MapPlayback(this IEndpointRouteBuilder app)
    {
        app.MapPut(StreamVaultUrls.ApiVideos + "/{id:guid}/position", PlaybackEndpoints.SavePositionAsync)
            .RequireAuthorization()
            .WithTags("Videos")
            .WithSummary("Save where the owner stopped watching a video")
            .WithRequestExample("""{"positionSeconds":754.2,"playedSeconds":10}""");
        var history = app.MapGroup(StreamVaultUrls.ApiHistory).WithTags("History").RequireAuthorization();
        history.MapGet("", PlaybackEndpoints.ListAsync).WithSummary("List what was played, the latest first");
        history
            .MapPut("", PlaybackEndpoints.SetEnabledAsync)
            .WithSummary("Switch the history on or off")
            .WithRequestExample("""{"enabled":false}""");
        history.MapDelete("", PlaybackEndpoints.ClearAsync).WithSummary("Clear the history");
        app.MapGet(StreamVaultUrls.ApiStatistics, PlaybackEndpoints.StatisticsAsync)
            .RequireAuthorization()
            .WithTags("History")
            .WithSummary("Get statistics about what was played");
    }
}
