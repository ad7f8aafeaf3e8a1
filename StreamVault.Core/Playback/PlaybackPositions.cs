using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Playback;

/// <summary>Remembers where the owner stopped in each video, and marks videos as watched. Thread-safe.</summary>
public sealed class PlaybackPositions(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    EventHub events,
    TimeProvider clock
)
{
    // A player rounds, and its last frame may end a little after the stated duration.
    private const double DurationTolerance = 1;

    // The end of a family video is a black picture or a hand over the lens.
    private const double MaxRestSeconds = 60;
    private const double MaxRestShare = 0.05;

    // Longer breaks start a new play.
    private static readonly TimeSpan MaxBreak = TimeSpan.FromMinutes(30);

    /// <summary>Saves what a player reports. At the end, the video is marked as watched and has no position.</summary>
    /// <param name="id">The video.</param>
    /// <param name="report">The report. If the position was reached before the saved one, it changes nothing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<PlaybackOutcome> SaveAsync(VideoId id, PlaybackReport report, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var video = await database
            .Videos.Include(video => video.Position)
            .SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
        if (video is null)
        {
            return PlaybackOutcome.NoSuchVideo;
        }

        if (video is not { Status: VideoStatus.Ready, DurationSeconds: { } duration })
        {
            return PlaybackOutcome.NotReady;
        }

        if (report.PositionSeconds > duration + DurationTolerance)
        {
            return PlaybackOutcome.OutsideVideo;
        }

        var reachedAt = clock.GetUtcNow() - report.Age;
        var play = await database
            .Plays.Where(play => play.VideoId == id)
            .OrderByDescending(play => play.StartedAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (video.Position?.ReachedAt > reachedAt || play?.LastAt > reachedAt)
        {
            return PlaybackOutcome.Saved;
        }

        var isComplete = duration - report.PositionSeconds <= Math.Min(MaxRestSeconds, duration * MaxRestShare);
        var (wasStarted, wasWatched) = (video.Position is not null, video.IsWatched);
        Move(video, isComplete ? 0 : report.PositionSeconds, reachedAt);
        if (isComplete && !video.IsWatched)
        {
            video.IsWatched = true;
            video.UpdatedAt = clock.GetUtcNow();
        }

        var begins = await RecordAsync(database, play, id, report, reachedAt, isComplete, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (wasWatched != video.IsWatched)
        {
            events.Publish(new LibraryChange(id));
        }

        if (begins || wasStarted != video.Position is not null)
        {
            events.Publish(new PlaybackChange(id));
        }

        return PlaybackOutcome.Saved;
    }

    /// <summary>Removes the position of a video, so that it is no longer unfinished.</summary>
    /// <returns>The position, for <see cref="RestoreAsync"/>; null if there was none.</returns>
    public async Task<PlaybackPosition?> RemoveAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var position = await database.PlaybackPositions.SingleOrDefaultAsync(
            position => position.VideoId == id,
            cancellationToken
        );
        if (position is not null)
        {
            database.PlaybackPositions.Remove(position);
            await database.SaveChangesAsync(cancellationToken);
            events.Publish(new PlaybackChange(id));
        }

        return position;
    }

    /// <summary>Restores a removed position, unless the video was deleted or has a position again.</summary>
    public async Task RestoreAsync(PlaybackPosition position, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (
            await database.Videos.AnyAsync(
                video => video.Id == position.VideoId && video.Position == null,
                cancellationToken
            )
        )
        {
            database.PlaybackPositions.Add(position);
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            events.Publish(new PlaybackChange(position.VideoId));
        }
    }

    private static void Move(Video video, double seconds, DateTimeOffset reachedAt)
    {
        if (seconds > 0)
        {
            video.Position ??= new PlaybackPosition { VideoId = video.Id };
            (video.Position.Seconds, video.Position.ReachedAt) = (seconds, reachedAt);
        }
        else
        {
            video.Position = null;
        }
    }

    /// <returns>Whether a new play begins.</returns>
    private static async Task<bool> RecordAsync(
        StreamVaultDbContext database,
        Play? play,
        VideoId id,
        PlaybackReport report,
        DateTimeOffset reachedAt,
        bool isComplete,
        CancellationToken cancellationToken
    )
    {
        var isReset = report.PositionSeconds == 0 && report.PlayedSeconds is null or 0;
        if (isReset || !await PlayHistory.IsEnabledAsync(database, cancellationToken))
        {
            return false;
        }

        var begins = play is null || reachedAt - play.LastAt > MaxBreak || (play.IsComplete && !isComplete);
        if (begins)
        {
            var played = TimeSpan.FromSeconds(report.PlayedSeconds ?? 0);
            play = new Play { VideoId = id, StartedAt = reachedAt - played };
            database.Plays.Add(play);
        }

        play!.LastAt = reachedAt;
        play.PositionSeconds = report.PositionSeconds;
        play.PlayedSeconds += report.PlayedSeconds ?? 0;
        play.IsComplete |= isComplete;
        return begins;
    }
}
