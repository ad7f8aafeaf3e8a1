using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Playback;

/// <summary>How often and how long a video was played.</summary>
/// <param name="Video">The video.</param>
/// <param name="Plays">The number of plays.</param>
/// <param name="Seconds">The time played, in seconds.</param>
public sealed record PlayedVideo(Video Video, int Plays, double Seconds);

/// <summary>How often and how long videos were played in a period.</summary>
/// <param name="Plays">The number of plays.</param>
/// <param name="Videos">The number of different videos.</param>
/// <param name="Seconds">The time played, in seconds.</param>
public sealed record PlayTotals(int Plays, int Videos, double Seconds);

/// <summary>The owner's statistics.</summary>
/// <param name="All">Since the history began.</param>
/// <param name="ThisYear">In the current year.</param>
/// <param name="MostPlayed">The videos that were played longest, longest first.</param>
public sealed record PlayStatistics(PlayTotals All, PlayTotals ThisYear, IReadOnlyList<PlayedVideo> MostPlayed);

public sealed partial class PlayHistory
{
    private const int MaxMostPlayed = 10;

    /// <summary>Computes the owner's statistics, without videos in the trash.</summary>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<PlayStatistics> StatisticsAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetLocalNow();
        var newYear = new DateTime(now.Year, 1, 1);
        var since = new DateTimeOffset(newYear, clock.LocalTimeZone.GetUtcOffset(newYear)).ToUniversalTime();
        var all = Visible(database, withPrivate);
        var most = await all.GroupBy(entry => entry.Play.VideoId)
            .Select(plays => new
            {
                Video = plays.Key,
                Count = plays.Count(),
                Seconds = plays.Sum(entry => entry.Play.PlayedSeconds),
            })
            .OrderByDescending(video => video.Seconds)
            .ThenByDescending(video => video.Count)
            .ThenBy(video => video.Video)
            .Take(MaxMostPlayed)
            .ToListAsync(cancellationToken);
        VideoId[] ids = [.. most.Select(video => video.Video)];
        var videos = await database
            .Videos.AsNoTracking()
            .Where(video => ids.Contains(video.Id))
            .ToDictionaryAsync(video => video.Id, cancellationToken);
        return new PlayStatistics(
            await TotalsAsync(all),
            await TotalsAsync(all.Where(entry => entry.Play.StartedAt >= since)),
            [.. most.Select(video => new PlayedVideo(videos[video.Video], video.Count, video.Seconds))]
        );

        async Task<PlayTotals> TotalsAsync(IQueryable<VisiblePlay> plays) =>
            new(
                await plays.CountAsync(cancellationToken),
                await plays.Select(entry => entry.Play.VideoId).Distinct().CountAsync(cancellationToken),
                await plays.SumAsync(entry => entry.Play.PlayedSeconds, cancellationToken)
            );
    }
}
