using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Trash;

namespace StreamVault.Web.Trash;

/// <summary>A video in the trash.</summary>
/// <param name="Status">Its state when it was moved there; restoring continues from it.</param>
/// <param name="TrashedAt">When it was moved there.</param>
/// <param name="DeletesAt">When it is deleted.</param>
/// <param name="Bytes">The disk space that deleting it frees.</param>
internal sealed record TrashedVideoResponse(
    VideoId Id,
    string Title,
    VideoStatus Status,
    string OriginalFilename,
    double? DurationSeconds,
    DateTimeOffset CreatedAt,
    DateTimeOffset TrashedAt,
    DateTimeOffset DeletesAt,
    long Bytes
)
{
    public static TrashedVideoResponse Of(TrashedVideo trashed, TrashOptions options) =>
        new(
            trashed.Video.Id,
            trashed.Video.Title,
            trashed.Video.Status,
            trashed.Video.OriginalFilename,
            trashed.Video.DurationSeconds is { } seconds ? Math.Round(seconds, 3) : null,
            trashed.Video.CreatedAt,
            trashed.TrashedAt,
            options.DeletesAt(trashed.TrashedAt),
            trashed.Bytes
        );
}

/// <summary>The trash.</summary>
/// <param name="Items">The videos, the latest first.</param>
/// <param name="Total">The number of videos.</param>
/// <param name="Bytes">The disk space that emptying it frees.</param>
internal sealed record TrashResponse(IReadOnlyList<TrashedVideoResponse> Items, int Total, long Bytes);
