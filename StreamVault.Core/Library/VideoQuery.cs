using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Core.Search;

namespace StreamVault.Core.Library;

/// <summary>The order of a list of videos.</summary>
public enum VideoSort
{
    /// <summary>Newest upload first.</summary>
    Newest,

    /// <summary>Oldest upload first.</summary>
    Oldest,

    /// <summary>By title, A to Z.</summary>
    Title,

    /// <summary>By title, Z to A.</summary>
    TitleDescending,

    /// <summary>Longest first.</summary>
    Longest,

    /// <summary>Shortest first.</summary>
    Shortest,

    /// <summary>Largest upload first.</summary>
    Largest,

    /// <summary>Smallest upload first.</summary>
    Smallest,

    /// <summary>Latest recording first; videos without a recording date come last.</summary>
    RecordedLast,

    /// <summary>Earliest recording first; videos without a recording date come last.</summary>
    RecordedFirst,

    /// <summary>The best match of the search first; without a search, like <see cref="RecordedLast"/>.</summary>
    Relevance,
}

/// <summary>Selects and sorts the videos in a list.</summary>
/// <param name="Search">
/// A search in the language of <see cref="SearchQuery"/>; null or blank for all videos. Only the first
/// <see cref="MaxWords"/> words and conditions are used.
/// </param>
/// <param name="Status">Only videos in this state; null for all.</param>
/// <param name="Sort">The order.</param>
/// <param name="Skip">The number of videos to skip.</param>
/// <param name="Take">The maximum number of videos to return.</param>
/// <param name="NeedsAttention">Only videos that failed or whose stored files are damaged.</param>
/// <param name="HasWarning">Only videos that have a warning but don't need attention.</param>
/// <param name="WithPrivate">Whether private videos are unlocked. Trashed videos are never listed.</param>
/// <param name="WithMatches">Whether to find out where each video of the page contains the words of the search.</param>
/// <param name="OnlyFavourites">Only favourites.</param>
/// <param name="OnlyPrivate">Only private videos, if they are unlocked.</param>
/// <param name="OnlyUndated">Only videos without a date.</param>
/// <param name="FilmedOn">Only videos filmed on this day of any year; null for all.</param>
public sealed record VideoQuery(
    string? Search = null,
    VideoStatus? Status = null,
    VideoSort Sort = VideoSort.Newest,
    int Skip = 0,
    int Take = 50,
    bool NeedsAttention = false,
    bool HasWarning = false,
    bool WithPrivate = false,
    bool WithMatches = false,
    bool OnlyFavourites = false,
    bool OnlyPrivate = false,
    bool OnlyUndated = false,
    DayOfYear? FilmedOn = null
)
{
    /// <summary>Whether any condition other than the search limits the videos.</summary>
    internal bool HasFilters =>
        Status is not null
        || NeedsAttention
        || HasWarning
        || OnlyFavourites
        || OnlyPrivate
        || OnlyUndated
        || FilmedOn is not null;

    /// <summary>Whether nearly every row is read, so that no index helps.</summary>
    internal bool ReadsAll { get; init; }

    /// <summary>
    /// The maximum number of search words. Each word is a condition of the query, and SQLite rejects hundreds of them.
    /// </summary>
    public const int MaxWords = SearchQuery.MaxTerms;
}

/// <summary>One page of a list of videos.</summary>
/// <param name="Items">The videos of this page.</param>
/// <param name="Total">The total number of matching videos.</param>
public sealed record VideoPage(IReadOnlyList<Video> Items, int Total)
{
    /// <summary>What the search found in the videos, if <see cref="VideoQuery.WithMatches"/> was set.</summary>
    public SearchExplanation Explanation { get; init; } = SearchExplanation.None;
}

/// <summary>The number of videos that the user should look at.</summary>
/// <param name="NeedAttention">The number of videos that failed or have damaged files.</param>
/// <param name="WithWarnings">The number of other videos that have a warning.</param>
public readonly record struct AttentionCounts(int NeedAttention, int WithWarnings);

/// <summary>The number of videos under one heading of the timeline.</summary>
/// <param name="Group">The heading; null for videos without a date.</param>
/// <param name="Count">The number of videos; at least one.</param>
public sealed record TimelineCount(TimelineGroup? Group, int Count);
