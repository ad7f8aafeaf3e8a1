using StreamVault.Web.Streaming;

namespace StreamVault.Web.Library;

/// <summary>Videos over HTTP.</summary>
internal static class LibraryArea
{
    public static void MapLibrary(this IEndpointRouteBuilder app)
    {
        var videos = app.MapGroup(StreamVaultUrls.ApiVideos).WithTags("Videos").RequireAuthorization();
        videos.MapGet("", LibraryEndpoints.ListAsync).WithSummary("List videos");
        videos.MapGet("{id:guid}", LibraryEndpoints.FindAsync).WithSummary("Get a video");
        videos.MapPatch("{id:guid}", LibraryEndpoints.DescribeAsync).WithSummary("Change a title or description");
        videos.MapDelete("{id:guid}", LibraryEndpoints.DeleteAsync).WithSummary("Delete a video and everything of it");
        videos.MapGet("{id:guid}/download", DownloadEndpoint.DownloadAsync).WithSummary("Download a quality as MP4");
        // Also for who brings a token: the page of a link shows it before the video plays.
        app.MapGet(StreamVaultUrls.ApiVideos + "/{id:guid}/poster.jpg", LibraryEndpoints.Poster)
            .AddEndpointFilter<StreamAccess>()
            .WithMetadata(NotWatching.Instance)
            .WithTags("Videos")
            .WithSummary("Get the still picture");
    }
}
