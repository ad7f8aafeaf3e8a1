using System.Globalization;
using StreamVault.Core.Library;

namespace StreamVault.Web.Library;

/// <summary>A group of videos in the library under one heading.</summary>
/// <param name="Name">The heading; null if it has none.</param>
/// <param name="Anchor">The heading's id on the page: <c>d2019077</c>.</param>
/// <param name="Year">The group's year; null if unknown.</param>
/// <param name="Start">The position of its first video in the whole list, from 0.</param>
/// <param name="Count">The number of its videos.</param>
public sealed record LibraryGroup(string? Name, string Anchor, int? Year, int Start, int Count)
{
    /// <summary>The whole library as one group without a heading.</summary>
    public static IReadOnlyList<LibraryGroup> Whole(int total) => [new(null, "all", null, 0, total)];

    /// <summary>One group per heading of the timeline, in the order given.</summary>
    public static IReadOnlyList<LibraryGroup> ByDate(IEnumerable<TimelineCount> timeline)
    {
        var start = 0;
        var groups = new List<LibraryGroup>();
        foreach (var (group, count) in timeline)
        {
            groups.Add(
                new LibraryGroup(
                    group is { } known ? TimelineText.Of(known) : "Unknown date",
                    group is { } dated ? string.Create(CultureInfo.InvariantCulture, $"d{dated.Number}") : "undated",
                    group?.Year,
                    start,
                    count
                )
            );
            start += count;
        }

        return groups;
    }
}
