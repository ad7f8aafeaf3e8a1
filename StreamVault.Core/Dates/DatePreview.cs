using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Dates;

/// <summary>The date filmed of a video before and after a change.</summary>
/// <param name="Video">The video.</param>
/// <param name="Title">Its title.</param>
/// <param name="Before">The dates before.</param>
/// <param name="After">The dates after; equal to <paramref name="Before"/> if the change doesn't apply to the video.</param>
/// <param name="Fault">Why its date can't be changed, so that no video is changed; null if it can.</param>
public sealed record VideoDateChange(
    VideoId Video,
    string Title,
    VideoDate Before,
    VideoDate After,
    DateFault? Fault = null
)
{
    /// <summary>Whether the date changes.</summary>
    public bool IsChange => Before != After;
}

/// <summary>Previews a change of dates without saving it. Thread-safe.</summary>
public sealed class DatePreview(IDbContextFactory<StreamVaultDbContext> databases, TimeProvider clock)
{
    /// <summary>Computes the dates after a change.</summary>
    /// <param name="ids">The videos. Those that don't exist or are in the trash are left out.</param>
    /// <param name="change">The change; null for none.</param>
    /// <param name="withPrivate">Whether private videos are unlocked. If not, they are left out.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Every video, sorted by the current date.</returns>
    public async Task<IReadOnlyList<VideoDateChange>> ComputeAsync(
        IReadOnlyCollection<VideoId> ids,
        DateChange? change,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var videos = await database.Videos.AsNoTracking().Visible(withPrivate).WithIdsAsync(ids, cancellationToken);
        return
        [
            .. videos
                .OrderBy(video => video.RecordedOn ?? DateTime.MaxValue)
                .ThenBy(video => video.Id.Value)
                .Select(video =>
                {
                    var before = VideoDate.Of(video);
                    var fault = change?.Apply(video, clock);
                    return new VideoDateChange(video.Id, video.Title, before, VideoDate.Of(video), fault);
                }),
        ];
    }
}
