using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Web.Library.Lists;

namespace StreamVault.Web.Library;

/// <summary>A row of videos above the library.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Anchor">The heading's id on the page.</param>
/// <param name="All">The view that shows all of them.</param>
/// <param name="Videos">The videos, in order.</param>
/// <param name="CanRemove">Whether the owner can remove videos from the row.</param>
public sealed record SuggestedRow(
    string Name,
    string Anchor,
    LibraryView All,
    IReadOnlyList<Video> Videos,
    bool CanRemove = false
)
{
    // As many cards as fit next to each other on most screens.
    private const int MaxCompared = 4;

    /// <summary>The rows that have something to show.</summary>
    /// <param name="rows">What the library suggests.</param>
    /// <param name="view">The current view, without filters.</param>
    /// <param name="total">The number of all videos.</param>
    /// <param name="top">The first videos of the library below, in its order.</param>
    public static IReadOnlyList<SuggestedRow> Of(
        LibraryRows rows,
        LibraryView view,
        int total,
        IReadOnlyList<Video> top
    )
    {
        SuggestedRow[] all =
        [
            new(
                "Continue watching",
                "continue-watching",
                view.WithSearch("is:unfinished"),
                rows.Unfinished,
                CanRemove: true
            ),
            new(
                rows.Day.Around > 0 ? "Around this day" : "On this day",
                "on-this-day",
                view with
                {
                    FilmedOn = rows.Day,
                },
                rows.OnThisDay
            ),
            // In a small library, or above the same videos, the row would only repeat them.
            new(
                "Recently added",
                "recently-added",
                view with
                {
                    Sort = VideoSort.Newest,
                },
                total <= VideoLibrary.RowLength || StartsAlike(rows.Added, top) ? [] : rows.Added
            ),
            new("Favourites", "favourites", view with { Favourites = true }, rows.Favourites),
        ];
        return [.. all.Where(row => row.Videos.Count > 0)];
    }

    private static bool StartsAlike(IReadOnlyList<Video> row, IReadOnlyList<Video> top) =>
        row.Take(MaxCompared).Select(video => video.Id).SequenceEqual(top.Take(MaxCompared).Select(video => video.Id));
}
