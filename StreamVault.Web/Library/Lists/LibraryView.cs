using System.Collections.Specialized;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;

namespace StreamVault.Web.Library.Lists;

/// <summary>
/// The library's search, filters, order and layout. All of it is in the URL, so that Back and Reload keep it.
/// </summary>
/// <param name="Search">The search; empty for all videos.</param>
/// <param name="Status">
/// Only videos in this state; null for all. <see cref="VideoStatus.Failed"/> includes damaged videos: both need attention.
/// </param>
/// <param name="Sort">The order.</param>
/// <param name="AsList">True for a list, false for a grid.</param>
/// <param name="WithWarnings">Only videos with warnings; then <paramref name="Status"/> is null.</param>
/// <param name="Favourites">Only favourites.</param>
/// <param name="Private">Only private videos.</param>
/// <param name="Undated">Only videos without a date.</param>
/// <param name="FilmedOn">Only videos filmed on this day of any year; null for all.</param>
public sealed record LibraryView(
    string Search = "",
    VideoStatus? Status = null,
    VideoSort Sort = VideoSort.RecordedLast,
    bool AsList = false,
    bool WithWarnings = false,
    bool Favourites = false,
    bool Private = false,
    bool Undated = false,
    DayOfYear? FilmedOn = null
)
{
    private const string Warnings = "warnings";
    private const string On = "1";
    private const int DaysOfWeek = 3;

    private static readonly (VideoStatus Status, string Word)[] StatusWords =
    [
        (VideoStatus.Ready, "ready"),
        (VideoStatus.Encoding, "preparing"),
        (VideoStatus.Pending, "waiting"),
        (VideoStatus.Failed, "attention"),
    ];

    /// <summary>Whether a search or a filter is active.</summary>
    public bool Filters => Search.Length > 0 || this != WithoutChips;

    /// <summary>The same order and layout of all videos.</summary>
    public LibraryView WithoutFilters => WithoutChips.WithSearch("");

    /// <summary>The same search without the other filters.</summary>
    public LibraryView WithoutChips => new(Search, Sort: Sort, AsList: AsList);

    /// <summary>Whether videos are sorted by date filmed, which groups them by month.</summary>
    public bool ByRecording => Sort is VideoSort.RecordedLast or VideoSort.RecordedFirst;

    /// <summary>
    /// The search with the active filters as additional conditions. Null without a search, or if a filter can't be
    /// written as a condition.
    /// </summary>
    public string? AsSearch =>
        Search.Length == 0 || WithWarnings || FilmedOn is not null || Status is not (null or VideoStatus.Ready)
            ? null
            : string.Join(
                ' ',
                [
                    Search,
                    .. Status is null ? (string[])[] : ["is:ready"],
                    .. Favourites ? (string[])["is:favourite"] : [],
                    .. Private ? (string[])["is:private"] : [],
                    .. Undated ? (string[])["-has:date"] : [],
                ]
            );

    /// <summary>Reads the query parameters of a URL. Invalid ones are ignored.</summary>
    public static LibraryView Parse(NameValueCollection query) =>
        new(
            query["q"]?.Trim() ?? "",
            StatusWords
                .Where(known => known.Word == query["status"])
                .Select(known => (VideoStatus?)known.Status)
                .FirstOrDefault(),
            Enum.TryParse<VideoSort>(query["sort"], ignoreCase: true, out var known) && Enum.IsDefined(known)
                ? known
                : DefaultSort(query["q"]),
            query["view"] == "list",
            query["status"] == Warnings,
            query["fav"] == On,
            query["private"] == On,
            query["undated"] == On,
            DayOfYear.Parse(query["day"]) ?? DayOfYear.Parse(query["week"], DaysOfWeek)
        );

    /// <summary>This view with another search. A search is sorted by relevance unless another order was chosen.</summary>
    public LibraryView WithSearch(string search) =>
        this with
        {
            Search = search.Trim(),
            Sort = Sort == DefaultSort(Search) ? DefaultSort(search) : Sort,
        };

    private static VideoSort DefaultSort(string? search) =>
        string.IsNullOrWhiteSpace(search) ? VideoSort.RecordedLast : VideoSort.Relevance;

    /// <summary>The query for a window of this view's videos.</summary>
    public VideoQuery ToQuery(int skip, int take) =>
        new(
            Search,
            Status == VideoStatus.Failed ? null : Status,
            Sort,
            skip,
            take,
            NeedsAttention: Status == VideoStatus.Failed,
            HasWarning: WithWarnings,
            OnlyFavourites: Favourites,
            OnlyPrivate: Private,
            OnlyUndated: Undated,
            FilmedOn: FilmedOn
        );

    /// <summary>The URL of this view, without default values.</summary>
    public string ToUrl()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("q", Search.Length > 0 ? Uri.EscapeDataString(Search) : null),
            ("status", WithWarnings ? Warnings : StatusWords.FirstOrDefault(known => known.Status == Status).Word),
            ("fav", Favourites ? On : null),
            ("private", Private ? On : null),
            ("undated", Undated ? On : null),
            (FilmedOn is { Around: > 0 } ? "week" : "day", FilmedOn?.ToString()),
            ("sort", Sort == DefaultSort(Search) ? null : Sort.ToString().ToLowerInvariant()),
            ("view", AsList ? "list" : null),
        };
        var query = string.Join(
            '&',
            parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={part.Value}")
        );
        return query.Length == 0 ? StreamVaultUrls.Library.FromBase() : $"{StreamVaultUrls.Library.FromBase()}?{query}";
    }
}
