using StreamVault.Web.Streaming;

namespace StreamVault.Web.Previews;

/// <summary>Moving previews and seek previews in the HTTP interface.</summary>
internal static class PreviewsArea
{
    public static void MapPreviews(this IEndpointRouteBuilder app)
    {
        var video = app.MapGroup(StreamVaultUrls.ApiVideos + "/{id:guid}").WithTags("Videos");
        video.MapGet("preview.jpg", PreviewEndpoint.Get).RequireAuthorization().WithSummary("Get the moving preview");
        // Link pages show them as well. That doesn't count as a viewer.
        video
            .MapGet("seek-previews", SeekPreviewEndpoints.Get)
            .RequireTokenOrSession()
            .WithSummary("Get the frames for the seek bar");
        video
            .MapGet("seek-previews/{sheet:int}.jpg", SeekPreviewEndpoints.Sheet)
            .RequireTokenOrSession()
            .WithSummary("Get a sheet of frames for the seek bar");
    }
}
