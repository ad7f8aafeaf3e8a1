using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;

namespace StreamVault.Core.Library;

/// <summary>Videos that the library suggests above all others.</summary>
/// <param name="Unfinished">Videos that the owner stopped before the end, the last one first.</param>
/// <param name="OnThisDay">Videos filmed on this day of earlier years, or around it if there are none; latest first.</param>
/// <param name="Day">The days that <paramref name="OnThisDay"/> covers.</param>
/// <param name="Added">The ready videos of the last two weeks, newest first.</param>
/// <param name="Favourites">Favourites, latest first.</param>
public sealed record LibraryRows(
    IReadOnlyList<Video> Unfinished,
    IReadOnlyList<Video> OnThisDay,
    DayOfYear Day,
    IReadOnlyList<Video> Added,
    IReadOnlyList<Video> Favourites
);

public sealed partial class VideoLibrary
{
    /// <summary>The maximum number of videos in a row.</summary>
    public const int RowLength = 12;

    private const int DaysAround = 3;
    private static readonly TimeSpan Recently = TimeSpan.FromDays(14);

    // Last week isn't a memory yet, even if it was in another year.
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(180);

    /// <summary>Gets the rows above the library, in four statements.</summary>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<LibraryRows> RowsAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetLocalNow();
        var (today, before, since) = (
            DateOnly.FromDateTime(now.DateTime),
            now.DateTime - LongAgo,
            clock.GetUtcNow() - Recently
        );
        var number = DayOfYear.Number(today.Month, today.Day);
        var near = await Visible(new VideoQuery(FilmedOn: DayOfYear.Of(today, DaysAround)))
            .Where(video => video.RecordedOn < before)
            .OrderByDescending(video => video.FilmedDay == number)
            .ThenByDescending(video => video.RecordedOn)
            .ThenBy(video => video.Id)
            .Take(RowLength)
            .ToListAsync(cancellationToken);
        var exact = near.Where(video => video.FilmedDay == number).ToList();
        return new LibraryRows(
            await Visible(new VideoQuery(Status: VideoStatus.Ready))
                .Where(video => video.Position != null)
                .OrderByDescending(video => video.Position!.ReachedAt)
                .ThenBy(video => video.Id)
                .Take(RowLength)
                .ToListAsync(cancellationToken),
            exact is [] ? near : exact,
            DayOfYear.Of(today, exact is [] ? DaysAround : 0),
            await Visible(new VideoQuery(Status: VideoStatus.Ready))
                .Where(video => video.CreatedAt > since)
                .OrderByDescending(video => video.CreatedAt)
                .ThenBy(video => video.Id)
                .Take(RowLength)
                .ToListAsync(cancellationToken),
            await Ordered(Visible(new VideoQuery(OnlyFavourites: true)), VideoSort.RecordedLast)
                .Take(RowLength)
                .ToListAsync(cancellationToken)
        );

        IQueryable<Video> Visible(VideoQuery query) =>
            Filtered(
                database.Videos.AsNoTracking().Include(video => video.Position),
                query with
                {
                    WithPrivate = withPrivate,
                },
                null
            );
    }

    private static IQueryable<Video> FilmedOn(IQueryable<Video> videos, DayOfYear day)
    {
        var numbers = day.Numbers().Select(number => (int?)number).ToList();
        return videos.Where(video => numbers.Contains(video.FilmedDay));
    }
}
