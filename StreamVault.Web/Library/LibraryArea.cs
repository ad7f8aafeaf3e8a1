namespace StreamVault.Web.Library;

/// <summary>Videos over HTTP.</summary>
internal static class LibraryArea
{
    public static void MapLibrary(this IEndpointRouteBuilder app)
    {
        var videos = app.MapGroup(StreamVaultUrls.ApiVideos).WithTags("Videos").RequireAuthorization();
        videos.MapGet("", LibraryEndpoints.ListAsync);
        videos.MapGet("{id:guid}", LibraryEndpoints.FindAsync);
        videos.MapPatch("{id:guid}", LibraryEndpoints.DescribeAsync);
        videos.MapDelete("{id:guid}", LibraryEndpoints.DeleteAsync);
        videos.MapGet("{id:guid}/poster.jpg", LibraryEndpoints.Poster);
        videos.MapGet("{id:guid}/download", DownloadEndpoint.DownloadAsync);
    }
}
