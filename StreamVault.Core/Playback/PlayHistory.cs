using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Playback;

/// <summary>A play in the history.</summary>
/// <param name="Play">The play.</param>
/// <param name="Video">Its video.</param>
public sealed record HistoryEntry(Play Play, Video Video);

/// <summary>A part of the history.</summary>
/// <param name="Entries">The plays, latest first.</param>
/// <param name="Total">The number of all plays.</param>
public sealed record HistoryWindow(IReadOnlyList<HistoryEntry> Entries, int Total);

/// <summary>Published when the owner switches the history on or off.</summary>
/// <param name="Enabled">Whether plays are recorded.</param>
public sealed record HistoryChoiceChange(bool Enabled);

/// <summary>Which videos the owner played when. Guests are not recorded. Thread-safe.</summary>
public sealed partial class PlayHistory(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    EventHub events,
    TimeProvider clock
)
{
    /// <summary>Whether plays are recorded; true until the owner chooses.</summary>
    public async Task<bool> IsEnabledAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await IsEnabledAsync(database, cancellationToken);
    }

    internal static async Task<bool> IsEnabledAsync(
        StreamVaultDbContext database,
        CancellationToken cancellationToken
    ) => (await database.HistoryChoices.AsNoTracking().SingleOrDefaultAsync(cancellationToken))?.Enabled ?? true;

    /// <summary>Sets whether plays are recorded. Past plays stay. The choice survives restarts.</summary>
    public async Task SetEnabledAsync(bool enabled, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var choice = await database.HistoryChoices.SingleOrDefaultAsync(cancellationToken);
        if (choice is null)
        {
            choice = new HistoryChoice();
            database.HistoryChoices.Add(choice);
        }

        choice.Enabled = enabled;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        events.Publish(new HistoryChoiceChange(enabled));
    }

    /// <summary>Deletes all plays. Positions and watched marks stay.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await database.Plays.ExecuteDeleteAsync(cancellationToken);
        events.Publish(new PlaybackChange(null));
    }

    /// <summary>Gets a part of the history, without videos in the trash.</summary>
    /// <param name="skip">The number of plays to skip.</param>
    /// <param name="take">The maximum number of plays.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<HistoryWindow> ListAsync(
        int skip,
        int take,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var all = Visible(database, withPrivate);
        var entries = await all.OrderByDescending(entry => entry.Play.StartedAt)
            .ThenByDescending(entry => entry.Play.Id)
            .Skip(skip)
            .Take(take)
            .ToListAsync(cancellationToken);
        return new HistoryWindow(
            [.. entries.Select(entry => new HistoryEntry(entry.Play, entry.Video))],
            await all.CountAsync(cancellationToken)
        );
    }

    /// <summary>Counts the plays of videos. Videos without plays are missing.</summary>
    public async Task<IReadOnlyDictionary<VideoId, int>> CountAsync(
        IReadOnlyCollection<VideoId> videos,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Plays.Where(play => videos.Contains(play.VideoId))
            .GroupBy(play => play.VideoId)
            .ToDictionaryAsync(plays => plays.Key, plays => plays.Count(), cancellationToken);
    }

    private static IQueryable<VisiblePlay> Visible(StreamVaultDbContext database, bool withPrivate) =>
        from play in database.Plays.AsNoTracking()
        join video in database.Videos.AsNoTracking().Visible(withPrivate) on play.VideoId equals video.Id
        select new VisiblePlay { Play = play, Video = video };

    private sealed class VisiblePlay
    {
        public required Play Play { get; init; }
        public required Video Video { get; init; }
    }
}
