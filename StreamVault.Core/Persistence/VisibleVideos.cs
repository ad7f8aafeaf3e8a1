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
}
