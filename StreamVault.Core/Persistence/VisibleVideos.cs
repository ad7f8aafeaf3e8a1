using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

/// <summary>Which videos a person may see.</summary>
public static class VisibleVideos
{
    /// <summary>Leaves out trashed videos and, unless they are unlocked, private ones.</summary>
    /// <param name="videos">The videos.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    public static IQueryable<Video> Visible(this IQueryable<Video> videos, bool withPrivate) =>
        withPrivate
            ? videos.Where(video => video.TrashedAt == null)
            : videos.Where(video => video.TrashedAt == null && !video.IsPrivate);

    /// <summary>
    /// Like <see cref="Visible"/>, for queries that read nearly every video. SQLite would look up each row through the
    /// index of <see cref="Video.TrashedAt"/>, which takes much longer than reading the index for searches. It doesn't
    /// use the former for an expression.
    /// </summary>
    /// <inheritdoc cref="Visible" />
    public static IQueryable<Video> VisibleInScan(this IQueryable<Video> videos, bool withPrivate)
    {
        var never = DateTimeOffset.MinValue;
        var visible = videos.Where(video => (video.TrashedAt ?? never) == never);
        return withPrivate ? visible : visible.Where(video => !video.IsPrivate);
    }
}
