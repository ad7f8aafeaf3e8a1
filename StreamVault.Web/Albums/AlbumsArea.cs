using StreamVault.Web.Reference;
using StreamVault.Web.Security;

namespace StreamVault.Web.Albums;

/// <summary>Albums in the HTTP interface.</summary>
internal static class AlbumsArea
{
    // An order of 20,000 videos.
    private const int MaxOrder = 1024 * 1024;

    private const string Example =
        """{"id":"019ad3c2-7f00-7a3e-9c1d-2b5e8f6a0d42","title":"Christmas 1998","description":"At Grandma's","parentId":null,"coverId":null,"order":"date","query":null,"videoCount":12,"createdAt":"2026-12-24T18:00:00Z","updatedAt":"2026-12-24T18:00:00Z"}""";

    public static void MapAlbums(this IEndpointRouteBuilder app)
    {
        var albums = app.MapGroup(StreamVaultUrls.ApiAlbums).WithTags("Albums").RequireAuthorization();
        albums.MapGet("", AlbumEndpoints.ListAsync).WithSummary("List albums").WithResponseExample($"[{Example}]");
        albums
            .MapPost("", AlbumEndpoints.CreateAsync)
            .WithBodyLimit(BodyLimits.Long)
            .WithSummary("Create an album, or with a query a smart album")
            .WithRequestExample("""{"title":"Christmas 1998","description":"At Grandma's"}""")
            .WithResponseExample(Example);
        albums
            .MapPost("folders", AlbumEndpoints.AddToPathAsync)
            .WithBodyLimit(BodyLimits.Long)
            .WithSummary("Add videos to nested albums named after folders; missing albums are created")
            .WithRequestExample("""{"path":"Tapes/1998 Christmas","ids":["019ad3c2-7f00-7a3e-9c1d-2b5e8f6a0d41"]}""")
            .WithResponseExample(Example);
        albums.MapGet("{id:guid}", AlbumEndpoints.FindAsync).WithSummary("Get an album and its videos, in order");
        albums
            .MapPatch("{id:guid}", AlbumEndpoints.ChangeAsync)
            .WithBodyLimit(MaxOrder)
            .WithSummary("Change an album, move it, or arrange its videos")
            .WithRequestExample("""{"title":"Christmas at Grandma's","order":"manual"}""")
            .WithResponseExample(Example);
        albums
            .MapDelete("{id:guid}", AlbumEndpoints.DeleteAsync)
            .WithSummary("Delete an album; its videos stay, and albums in it move up");
        albums
            .MapPut("{id:guid}/videos/{videoId:guid}", AlbumEndpoints.AddAsync)
            .WithSummary("Add a video to an album");
        albums
            .MapDelete("{id:guid}/videos/{videoId:guid}", AlbumEndpoints.RemoveAsync)
            .WithSummary("Remove a video from an album");
    }
}
