using StreamVault.Web.Reference;

namespace StreamVault.Web.Trash;

/// <summary>The trash over HTTP.</summary>
internal static class TrashArea
{
    public static void MapTrash(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithTags("Trash").RequireAuthorization();
        api.MapPost(StreamVaultUrls.ApiVideos + "/{id:guid}/trash", TrashEndpoints.MoveAsync)
            .WithSummary("Move a video to the trash");
        api.MapGet(StreamVaultUrls.ApiTrashPeriod, TrashEndpoints.PeriodAsync)
            .WithSummary("Get how long videos stay in the trash");
        api.MapPut(StreamVaultUrls.ApiTrashPeriod, TrashEndpoints.ChoosePeriodAsync)
            .WithSummary("Set how long videos stay in the trash")
            .WithRequestExample("""{"days":30}""");
        var trash = api.MapGroup(StreamVaultUrls.ApiTrash);
        trash.MapGet("", TrashEndpoints.ListAsync).WithSummary("List the videos in the trash, the latest first");
        trash.MapDelete("", TrashEndpoints.EmptyAsync).WithSummary("Delete all videos in the trash");
        trash.MapPost("{id:guid}/restore", TrashEndpoints.RestoreAsync).WithSummary("Restore a video");
        trash.MapDelete("{id:guid}", TrashEndpoints.DeleteAsync).WithSummary("Delete a video in the trash now");
        trash
            .MapGet("{id:guid}/poster.jpg", TrashEndpoints.Poster)
            .WithSummary("Get the poster of a video in the trash");
    }
}
