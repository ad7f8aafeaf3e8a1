using StreamVault.Core.Entities;

namespace StreamVault.Core.Library;

/// <summary>What a list of videos is ordered by.</summary>
public enum VideoSort
{
    /// <summary>Newest upload first.</summary>
    Newest,

    /// <summary>Oldest upload first.</summary>
    Oldest,

    /// <summary>A to Z.</summary>
    Title,

    /// <summary>Z to A.</summary>
    TitleDescending,

    /// <summary>Longest first.</summary>
    Longest,

    /// <summary>Shortest first.</summary>
    Shortest,

    /// <summary>Largest upload first.</summary>
    Largest,

    /// <summary>Smallest upload first.</summary>
    Smallest,

    /// <summary>Latest recording first; what has no recording date comes last.</summary>
    RecordedLast,

    /// <summary>Earliest recording first; what has no recording date comes last.</summary>
    RecordedFirst,
}

/// <summary>Which videos to list, in which order.</summary>
/// <param name="Search">
/// Words that must all be in the title, in any case; null or blank for all. Only the first <see cref="MaxWords"/> count.
/// </param>
/// <param name="Status">Only videos in this state; null for all.</param>
/// <param name="Sort">The order.</param>
/// <param name="Skip">How many to leave out at the start.</param>
/// <param name="Take">How many to give at most.</param>
/// <param name="NeedsAttention">Only videos that failed or whose stored files are damaged.</param>
/// <param name="HasWarning">Only videos that have a warning and don't need attention.</param>
public sealed record VideoQuery(
    string? Search = null,
    VideoStatus? Status = null,
    VideoSort Sort = VideoSort.Newest,
    int Skip = 0,
    int Take = 50,
    bool NeedsAttention = false,
    bool HasWarning = false
)
{
    /// <summary>How many words of a search count: each is a condition of the query, and SQLite refuses hundreds.</summary>
    public const int MaxWords = 20;
}

/// <summary>One page of a list of videos.</summary>
/// <param name="Items">The videos of this page.</param>
/// <param name="Total">How many match in all.</param>
public sealed record VideoPage(IReadOnlyList<Video> Items, int Total);

/// <summary>How many videos someone should look at.</summary>
/// <param name="NeedAttention">How many failed or have damaged files.</param>
/// <param name="WithWarnings">How many of the others have a warning.</param>
public readonly record struct AttentionCounts(int NeedAttention, int WithWarnings);

/// <summary>How many videos were recorded in a month.</summary>
/// <param name="Month">The first day of that month, where they were recorded; null if nobody knows when that was.</param>
/// <param name="Count">How many; at least one.</param>
public sealed record RecordingMonth(DateOnly? Month, int Count);
