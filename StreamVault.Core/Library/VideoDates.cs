using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Library;

/// <summary>The date filmed of a video before and after a change.</summary>
/// <param name="Video">The video.</param>
/// <param name="Title">Its title.</param>
/// <param name="Before">The dates before.</param>
/// <param name="After">The dates after; equal if the change doesn't apply to the video.</param>
public sealed record DateChangeOfVideo(VideoId Video, string Title, VideoDate Before, VideoDate After)
{
    /// <summary>Whether the date changes.</summary>
    public bool IsChange => Before != After;
}

/// <summary>Changes the date filmed of many videos at once, and undoes that. Thread-safe.</summary>
public sealed class VideoDates(IDbContextFactory<StreamVaultDbContext> databases, EventHub events, TimeProvider clock)
{
    // SQLite limits the parameters of a statement.
    private const int MostParameters = 1_000;

    /// <summary>Computes what a change would do, without doing it.</summary>
    /// <param name="ids">The videos. Those that don't exist or are in the trash are left out.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Every video, sorted by the present date.</returns>
    public async Task<IReadOnlyList<DateChangeOfVideo>> PreviewAsync(
        IReadOnlyCollection<VideoId> ids,
        DateChange change,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return Change(await FindAsync(database, ids, cancellationToken), change);
    }

    /// <summary>Changes the dates in one transaction.</summary>
    /// <returns>The videos that changed, for <see cref="UndoAsync"/>.</returns>
    /// <inheritdoc cref="PreviewAsync"/>
    public async Task<IReadOnlyList<DateChangeOfVideo>> ApplyAsync(
        IReadOnlyCollection<VideoId> ids,
        DateChange change,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var videos = await FindAsync(database, ids, cancellationToken);
        var changed = Change(videos, change).Where(changed => changed.IsChange).ToArray();
        await SaveAsync(database, videos, changed, cancellationToken);
        return changed;
    }

    /// <summary>Restores the dates before a change. Videos whose date was changed again since then are left alone.</summary>
    /// <param name="changed">The changed videos.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>How many dates were restored.</returns>
    public async Task<int> UndoAsync(IReadOnlyList<DateChangeOfVideo> changed, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var videos = await FindAsync(database, [.. changed.Select(change => change.Video)], cancellationToken);
        var byId = videos.ToDictionary(video => video.Id);
        var restored = changed
            .Where(change => byId.TryGetValue(change.Video, out var video) && VideoDate.Of(video) == change.After)
            .ToArray();
        foreach (var change in restored)
        {
            change.Before.ApplyTo(byId[change.Video]);
        }

        await SaveAsync(database, videos, restored, cancellationToken);
        return restored.Length;
    }

    private static async Task<List<Video>> FindAsync(
        StreamVaultDbContext database,
        IReadOnlyCollection<VideoId> ids,
        CancellationToken cancellationToken
    )
    {
        var found = new List<Video>(ids.Count);
        foreach (var some in ids.Chunk(MostParameters))
        {
            found.AddRange(
                await database
                    .Videos.Visible(withPrivate: true)
                    .Where(video => some.Contains(video.Id))
                    .ToListAsync(cancellationToken)
            );
        }

        return [.. found.OrderBy(video => video.RecordedOn ?? DateTime.MaxValue).ThenBy(video => video.Id.Value)];
    }

    private DateChangeOfVideo[] Change(List<Video> videos, DateChange change) =>
        [
            .. videos.Select(video =>
            {
                var before = VideoDate.Of(video);
                change.Apply(video, clock.LocalTimeZone);
                return new DateChangeOfVideo(video.Id, video.Title, before, VideoDate.Of(video));
            }),
        ];

    private async Task SaveAsync(
        StreamVaultDbContext database,
        List<Video> videos,
        IReadOnlyCollection<DateChangeOfVideo> changed,
        CancellationToken cancellationToken
    )
    {
        var ids = changed.Select(change => change.Video).ToHashSet();
        foreach (var video in videos.Where(video => ids.Contains(video.Id)))
        {
            video.UpdatedAt = clock.GetUtcNow();
        }

        await database.SaveChangesAsync(cancellationToken);
        foreach (var id in ids)
        {
            events.Publish(new LibraryChange(id));
        }
    }
}
