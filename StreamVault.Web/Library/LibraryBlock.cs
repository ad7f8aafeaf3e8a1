using StreamVault.Core.Entities;

namespace StreamVault.Web.Library;

/// <summary>
/// Groups that share one grid. Short groups follow each other in the same rows, so that a month with two videos doesn't
/// take a row of its own.
/// </summary>
/// <param name="Groups">The groups, in order; at least one.</param>
internal sealed record LibraryBlock(IReadOnlyList<LibraryGroup> Groups)
{
    // Two rows on a wide screen. A group of this size wastes little space in its last row.
    private const int LongGroup = 12;

    /// <summary>The position of its first video in the whole list, from 0.</summary>
    public int Start => Groups[0].Start;

    /// <summary>The number of its videos.</summary>
    public int Count => Groups[^1].Start + Groups[^1].Count - Start;

    /// <summary>Its id on the page.</summary>
    public string Anchor => Groups[0].Anchor;

    /// <summary>Whether several groups share its rows. Their headings are then above their first cards.</summary>
    public bool IsShared => Groups.Count > 1;

    /// <summary>Arranges groups in blocks.</summary>
    /// <param name="groups">The groups, in order.</param>
    /// <param name="asList">Whether videos are listed one per row, where a heading wastes no space.</param>
    public static IReadOnlyList<LibraryBlock> Of(IReadOnlyList<LibraryGroup> groups, bool asList)
    {
        var blocks = new List<List<LibraryGroup>>();
        LibraryGroup? last = null;
        foreach (var group in groups)
        {
            if (!asList && last is not null && IsShort(last) && IsShort(group))
            {
                blocks[^1].Add(group);
            }
            else
            {
                blocks.Add([group]);
            }

            last = group;
        }

        return [.. blocks.Select(block => new LibraryBlock(block))];
    }

    /// <summary>The group whose first video is at this position; null if none starts there.</summary>
    public LibraryGroup? StartingAt(int place) => Groups.FirstOrDefault(group => group.Start == place);

    /// <summary>Which of the loaded videos belong to this block, and how many videos of the block precede them.</summary>
    /// <param name="window">The loaded videos.</param>
    /// <param name="first">The position of the first one in the whole list.</param>
    public (int Before, IEnumerable<(Video Video, int Place)> Shown) Slice(IReadOnlyList<Video> window, int first)
    {
        var from = Math.Max(Start, first);
        var to = Math.Min(Start + Count, first + window.Count);
        return (
            Math.Clamp(first - Start, 0, Count),
            Enumerable.Range(from, Math.Max(0, to - from)).Select(place => (window[place - first], place))
        );
    }

    // Videos without a date are kept apart.
    private static bool IsShort(LibraryGroup group) => group.Year is not null && group.Count < LongGroup;
}
