using StreamVault.Web.Reference;
using StreamVault.Web.Security;
using StreamVault.Web.Streaming;

namespace StreamVault.Web.Library;

/// <summary>Videos over HTTP.</summary>
internal static class LibraryArea
{
    public static IServiceCollection AddDownloads(this IServiceCollection services) =>
        services.AddSingleton<DownloadSlots>().AddSingleton<VideoResponses>();

    public static void MapLibrary(this IEndpointRouteBuilder app)
    {
        var videos = app.MapGroup(StreamVaultUrls.ApiVideos).WithTags("Videos").RequireAuthorization();
        videos.MapGet("", LibraryEndpoints.ListAsync).WithSummary("List videos");
        videos.MapGet("{id:guid}", LibraryEndpoints.FindAsync).WithSummary("Get a video");
        videos
            .MapPatch("{id:guid}", LibraryEndpoints.DescribeAsync)
            .WithBodyLimit(BodyLimits.Long)
            .WithSummary("Change a video")
            .WithRequestExample(
                """{"title":"Grandma's 80th","tags":["Birthday"],"people":["Grandma"],"favourite":true,"private":false}"""
            );
        videos.MapDelete("{id:guid}", LibraryEndpoints.DeleteAsync).WithSummary("Delete a video and all its files");
        videos
            .MapPost("{id:guid}/check", LibraryEndpoints.CheckAsync)
            .WithSummary("Check every stored file of a video for damage");
        videos.MapGet("{id:guid}/download", DownloadEndpoint.DownloadAsync).WithSummary("Download a quality as MP4");
        videos
            .MapPost("{id:guid}/prepare", LibraryEndpoints.PrepareAgainAsync)
            .WithSummary("Prepare a ready video again from its kept original");
        videos
            .MapDelete("{id:guid}/warning", LibraryEndpoints.DismissWarningAsync)
            .WithSummary("Dismiss the warning of a video");
        // Also accepts a token: link pages show the poster before playback starts. That doesn't count as a viewer.
        app.MapGet(StreamVaultUrls.ApiVideos + "/{id:guid}/poster.jpg", LibraryEndpoints.Poster)
            .RequireTokenOrSession()
            .WithTags("Videos")
            .WithSummary("Get the poster");
    }
}
