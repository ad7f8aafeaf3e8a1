using System.Globalization;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;

namespace StreamVault.Web.Library;

/// <summary>A stretch of the library under one heading.</summary>
/// <param name="Name">The heading; null if it has none.</param>
/// <param name="Anchor">What names the heading in the page: <c>m2019-07</c>.</param>
/// <param name="Year">The year it belongs to; null if unknown.</param>
/// <param name="Start">Place of its first video in the whole list, from 0.</param>
/// <param name="Count">How many videos it has.</param>
internal sealed record LibraryGroup(string? Name, string Anchor, int? Year, int Start, int Count)
{
    /// <summary>The whole library as one stretch without a heading.</summary>
    public static IReadOnlyList<LibraryGroup> Whole(int total) => [new(null, "all", null, 0, total)];

    /// <summary>A stretch for each month, in the order given.</summary>
    public static IReadOnlyList<LibraryGroup> ByMonth(IEnumerable<RecordingMonth> months)
    {
        var start = 0;
        var groups = new List<LibraryGroup>();
        foreach (var (month, count) in months)
        {
            groups.Add(
                new LibraryGroup(
                    month?.ToString("MMMM yyyy", CultureInfo.InvariantCulture) ?? "No recording date",
                    month?.ToString("'m'yyyy-MM", CultureInfo.InvariantCulture) ?? "undated",
                    month?.Year,
                    start,
                    count
                )
            );
            start += count;
        }

        return groups;
    }

    /// <summary>Which of the videos in hand belong to it, and how many of its own come before them.</summary>
    /// <param name="window">The videos in hand.</param>
    /// <param name="first">Place of the first of them in the whole list.</param>
    public (int Before, IEnumerable<(Video Video, int Place)> Shown) Part(IReadOnlyList<Video> window, int first)
    {
        var from = Math.Max(Start, first);
        var to = Math.Min(Start + Count, first + window.Count);
        return (
            Math.Clamp(first - Start, 0, Count),
            Enumerable.Range(from, Math.Max(0, to - from)).Select(place => (window[place - first], place))
        );
    }
}
