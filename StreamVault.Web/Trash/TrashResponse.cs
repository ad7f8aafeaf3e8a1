using System.Text.Json.Serialization;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Trash;

namespace StreamVault.Web.Trash;

/// <summary>A video in the trash.</summary>
/// <param name="Status">Its state when it was moved there; restoring continues from it.</param>
/// <param name="TrashedAt">When it was moved there.</param>
/// <param name="DeletesAt">When it is deleted; null for never.</param>
/// <param name="Bytes">The disk space that deleting it frees.</param>
internal sealed record TrashedVideoResponse(
    VideoId Id,
    string Title,
    VideoStatus Status,
    string OriginalFilename,
    double? DurationSeconds,
    DateTimeOffset CreatedAt,
    DateTimeOffset TrashedAt,
    DateTimeOffset? DeletesAt,
    long Bytes
)
{
    public static TrashedVideoResponse Of(TrashedVideo trashed, int? days) =>
        new(
            trashed.Video.Id,
            trashed.Video.Title,
            trashed.Video.Status,
            trashed.Video.OriginalFilename,
            trashed.Video.DurationSeconds is { } seconds ? Math.Round(seconds, 3) : null,
            trashed.Video.CreatedAt,
            trashed.TrashedAt,
            TrashPeriod.DeletesAt(trashed.TrashedAt, days),
            trashed.Bytes
        );
}

/// <summary>How long videos stay in the trash, over HTTP.</summary>
/// <param name="Days">After how many days they are deleted, from 1 to 365; null for never.</param>
internal sealed record TrashPeriodBody([property: JsonRequired] int? Days);

/// <summary>The trash.</summary>
/// <param name="Items">The videos, the latest first.</param>
/// <param name="Total">The number of videos.</param>
/// <param name="Bytes">The disk space that emptying it frees.</param>
internal sealed record TrashResponse(IReadOnlyList<TrashedVideoResponse> Items, int Total, long Bytes);
