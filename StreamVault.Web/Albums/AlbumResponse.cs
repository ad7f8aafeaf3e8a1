using System.ComponentModel.DataAnnotations;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Web.Library;

namespace StreamVault.Web.Albums;

/// <summary>An album in the HTTP interface.</summary>
/// <param name="ParentId">The album that contains it; null at the top level.</param>
/// <param name="CoverId">The video whose poster is the cover, as chosen by the user; null for the first video's.</param>
/// <param name="Order"><c>date</c> (oldest first) or <c>manual</c>.</param>
/// <param name="Query">The search of a smart album; null for a normal album.</param>
/// <param name="VideoCount">The number of its videos, without those of albums in it.</param>
internal sealed record AlbumResponse(
    AlbumId Id,
    string Title,
    string? Description,
    AlbumId? ParentId,
    VideoId? CoverId,
    AlbumOrder Order,
    string? Query,
    int VideoCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    public static AlbumResponse Of(Album album, int videos) =>
        new(
            album.Id,
            album.Title,
            album.Description,
            album.ParentId,
            album.CoverId,
            album.Order,
            album.Query,
            videos,
            album.CreatedAt,
            album.UpdatedAt
        );
}

/// <summary>An album with its videos in the HTTP interface.</summary>
/// <param name="ParentId">The album that contains it; null at the top level.</param>
/// <param name="CoverId">The video whose poster is the cover, as chosen by the user; null for the first video's.</param>
/// <param name="Order"><c>date</c> (oldest first) or <c>manual</c>.</param>
/// <param name="Query">The search of a smart album; null for a normal album.</param>
/// <param name="VideoCount">The number of its videos, without those of albums in it.</param>
/// <param name="Videos">Its videos, in order.</param>
internal sealed record AlbumWithVideosResponse(
    AlbumId Id,
    string Title,
    string? Description,
    AlbumId? ParentId,
    VideoId? CoverId,
    AlbumOrder Order,
    string? Query,
    int VideoCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<VideoResponse> Videos
)
{
    public static AlbumWithVideosResponse Of(Album album, IReadOnlyList<VideoResponse> videos) =>
        new(
            album.Id,
            album.Title,
            album.Description,
            album.ParentId,
            album.CoverId,
            album.Order,
            album.Query,
            videos.Count,
            album.CreatedAt,
            album.UpdatedAt,
            videos
        );
}

/// <summary>Creates an album.</summary>
/// <param name="Title">The title; 1 to 200 characters.</param>
/// <param name="Description">The description; at most 5,000 characters.</param>
/// <param name="ParentId">The album that contains it; omit it for the top level.</param>
/// <param name="Query">A search; the album then always contains its results.</param>
internal sealed record CreateAlbumRequest(
    [property: Required] string? Title,
    string? Description,
    string? ParentId,
    string? Query
);

/// <summary>Adds videos to albums named after their folders.</summary>
/// <param name="Path">The names of nested folders, separated by <c>/</c>.</param>
/// <param name="Ids">The videos.</param>
internal sealed record AlbumFolderRequest(
    [property: Required] string? Path,
    [property: Required] IReadOnlyList<VideoId>? Ids
);

/// <summary>Changes to an album. Omitted values stay as they are.</summary>
/// <param name="Description">The description; empty to remove it.</param>
/// <param name="ParentId">The album to move it to; empty for the top level.</param>
/// <param name="CoverId">The video whose poster is the cover; empty for the first video.</param>
/// <param name="Order"><c>date</c> or <c>manual</c>.</param>
/// <param name="Query">The search of a smart album.</param>
/// <param name="VideoIds">Its videos in a new order, which is then manual. Videos that are left out follow.</param>
internal sealed record ChangeAlbumRequest(
    string? Title,
    string? Description,
    string? ParentId,
    string? CoverId,
    AlbumOrder? Order,
    string? Query,
    IReadOnlyList<VideoId>? VideoIds
);
