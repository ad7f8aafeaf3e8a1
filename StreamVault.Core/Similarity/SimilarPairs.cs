using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Similarity;

/// <summary>Two videos that show the same moment.</summary>
/// <param name="First">The video with the smaller id.</param>
/// <param name="Second">The video with the greater id.</param>
/// <param name="FoundAt">When they were found.</param>
public sealed record SimilarPair(Video First, Video Second, DateTimeOffset FoundAt);

/// <summary>What to do with two videos that show the same moment.</summary>
public enum SimilarDecision
{
    /// <summary>Keep both. They aren't suggested again.</summary>
    Separate,

    /// <summary>Keep both, and show each as another version of the other.</summary>
    Linked,

    /// <summary>Keep the first and move the second to the trash.</summary>
    KeepFirst,

    /// <summary>Keep the second and move the first to the trash.</summary>
    KeepSecond,
}

/// <summary>Suggests pairs of similar videos and carries out what the user decides. Thread-safe.</summary>
public sealed class SimilarPairs(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    VideoLibrary library,
    EventHub events,
    TimeProvider clock
)
{
    /// <summary>Lists the suggestions that the user may see, the latest first.</summary>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<SimilarPair>> ListAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var suggested = await Suggested(database, withPrivate)
            .OrderByDescending(pair => pair.FoundAt)
            .ThenBy(pair => pair.First.Id)
            .ThenBy(pair => pair.Second.Id)
            .ToListAsync(cancellationToken);
        return [.. suggested.Select(pair => new SimilarPair(pair.First, pair.Second, pair.FoundAt))];
    }

    /// <summary>Counts the suggestions that the user may see.</summary>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<int> CountAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await Suggested(database, withPrivate).CountAsync(cancellationToken);
    }

    /// <summary>Counts the videos that the user may see and that weren't compared with the others yet.</summary>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<int> CountWaitingAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var waiting = database.BackgroundTasks.Where(task =>
            task.Kind == SimilarVideosHandler.KindName && task.Status == BackgroundStatus.Waiting
        );
        return await database
            .Videos.Visible(withPrivate)
            .CountAsync(video => waiting.Any(task => task.VideoId == video.Id), cancellationToken);
    }

    /// <summary>Lists the videos that the user linked to this one, as its other versions.</summary>
    /// <param name="video">The video.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<Video>> OtherVersionsAsync(
        VideoId video,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .Visible(withPrivate)
            .Where(other =>
                database.SimilarVideos.Any(pair =>
                    pair.State == SimilarVideosState.Linked
                    && (
                        (pair.FirstId == video && pair.SecondId == other.Id)
                        || (pair.SecondId == video && pair.FirstId == other.Id)
                    )
                )
            )
            .OrderBy(other => other.TitleKey)
            .ThenBy(other => other.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Decides about a pair. A later decision replaces an earlier one.</summary>
    /// <param name="first">One video of the pair.</param>
    /// <param name="second">The other video of the pair.</param>
    /// <param name="decision">The decision. "First" and "second" refer to the order of the parameters.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if there is no such pair, or if the user may not see both videos.</returns>
    public async Task<bool> DecideAsync(
        VideoId first,
        VideoId second,
        SimilarDecision decision,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        if (!await IsVisibleAsync(first, second, withPrivate, cancellationToken))
        {
            return false;
        }

        switch (decision)
        {
            case SimilarDecision.Separate:
                await SetAsync(first, second, SimilarVideosState.Separate, cancellationToken);
                break;
            case SimilarDecision.Linked:
                await SetAsync(first, second, SimilarVideosState.Linked, cancellationToken);
                break;
            case SimilarDecision.KeepFirst:
                await library.TrashAsync(second, cancellationToken);
                break;
            case SimilarDecision.KeepSecond:
                await library.TrashAsync(first, cancellationToken);
                break;
        }

        return true;
    }

    /// <summary>Reverses a decision: the pair is suggested again, and a video that it moved to the trash is restored.</summary>
    /// <param name="first">One video of the pair.</param>
    /// <param name="second">The other video of the pair.</param>
    /// <param name="decision">The decision, as it was passed to <see cref="DecideAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task UndoAsync(
        VideoId first,
        VideoId second,
        SimilarDecision decision,
        CancellationToken cancellationToken
    )
    {
        switch (decision)
        {
            case SimilarDecision.KeepFirst:
                await library.RestoreAsync(second, cancellationToken);
                break;
            case SimilarDecision.KeepSecond:
                await library.RestoreAsync(first, cancellationToken);
                break;
            default:
                await SetAsync(first, second, SimilarVideosState.Suggested, cancellationToken);
                break;
        }
    }

    /// <summary>Suggests a pair, unless it was found before. Does nothing if a video was deleted.</summary>
    internal async Task SuggestAsync(VideoId one, VideoId other, CancellationToken cancellationToken)
    {
        var (first, second) = Sorted(one, other);
        var (firstId, secondId, now) = (first.ToString(), second.ToString(), UtcText.Write(clock.GetUtcNow()));
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var added = await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO similar_videos (first_id, second_id, state, found_at)
            SELECT one.id, other.id, 'suggested', {now} FROM videos one, videos other
            WHERE one.id = {firstId} AND other.id = {secondId}
            ON CONFLICT DO NOTHING
            """,
            cancellationToken
        );
        if (added > 0)
        {
            events.Publish(new OrganizationChange());
        }
    }

    /// <summary>
    /// Lists the videos that form a pair with this one, including pairs that the user has decided about.
    /// </summary>
    internal async Task<IReadOnlySet<VideoId>> KnownAsync(VideoId video, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var others = await database
            .SimilarVideos.Where(pair => pair.FirstId == video || pair.SecondId == video)
            .Select(pair => pair.FirstId == video ? pair.SecondId : pair.FirstId)
            .ToListAsync(cancellationToken);
        return others.ToHashSet();
    }

    private static IQueryable<Suggestion> Suggested(StreamVaultDbContext database, bool withPrivate) =>
        from pair in database.SimilarVideos.AsNoTracking()
        where pair.State == SimilarVideosState.Suggested
        join first in database.Videos.AsNoTracking().Visible(withPrivate) on pair.FirstId equals first.Id
        join second in database.Videos.AsNoTracking().Visible(withPrivate) on pair.SecondId equals second.Id
        select new Suggestion
        {
            First = first,
            Second = second,
            FoundAt = pair.FoundAt,
        };

    private static IQueryable<SimilarVideos> One(StreamVaultDbContext database, VideoId one, VideoId other)
    {
        var (first, second) = Sorted(one, other);
        return database.SimilarVideos.Where(pair => pair.FirstId == first && pair.SecondId == second);
    }

    // The database compares ids as text.
    internal static (VideoId First, VideoId Second) Sorted(VideoId one, VideoId other) =>
        string.CompareOrdinal(one.ToString(), other.ToString()) < 0 ? (one, other) : (other, one);

    /// <summary>Whether two videos form a pair, and the user may see both.</summary>
    public async Task<bool> IsVisibleAsync(
        VideoId one,
        VideoId other,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var visible = database.Videos.Visible(withPrivate);
        return await One(database, one, other)
            .AnyAsync(
                pair =>
                    visible.Any(video => video.Id == pair.FirstId) && visible.Any(video => video.Id == pair.SecondId),
                cancellationToken
            );
    }

    private async Task SetAsync(
        VideoId one,
        VideoId other,
        SimilarVideosState state,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await One(database, one, other)
            .ExecuteUpdateAsync(set => set.SetProperty(pair => pair.State, state), cancellationToken);
        events.Publish(new OrganizationChange());
        events.Publish(new LibraryChange(one));
        events.Publish(new LibraryChange(other));
    }

    // Unlike a positional record, it can be sorted by SQL.
    private sealed class Suggestion
    {
        public required Video First { get; init; }

        public required Video Second { get; init; }

        public required DateTimeOffset FoundAt { get; init; }
    }
}
