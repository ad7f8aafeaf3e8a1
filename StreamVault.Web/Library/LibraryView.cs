using StreamVault.Core.Entities;
using StreamVault.Core.Library;

namespace StreamVault.Web.Library;

/// <summary>The library's search, filters, order and layout. All of it is in the URL, so that back and reload keep it.</summary>
/// <param name="Search">The search; empty for all videos.</param>
/// <param name="Status">
/// Only videos in this state; null for all. <see cref="VideoStatus.Failed"/> includes damaged videos: both need attention.
/// </param>
/// <param name="Sort">The order.</param>
/// <param name="AsList">True for a list, false for a grid.</param>
/// <param name="WithWarnings">Only videos with warnings; then <paramref name="Status"/> is null.</param>
public sealed record LibraryView(
    string Search = "",
    VideoStatus? Status = null,
    VideoSort Sort = VideoSort.Newest,
    bool AsList = false,
    bool WithWarnings = false
)
{
    private const string Warnings = "warnings";

    private static readonly (VideoStatus Status, string Word)[] StatusWords =
    [
        (VideoStatus.Ready, "ready"),
        (VideoStatus.Encoding, "preparing"),
        (VideoStatus.Pending, "waiting"),
        (VideoStatus.Failed, "attention"),
    ];

    /// <summary>Whether a search or a filter is active.</summary>
    public bool Filters => Search.Length > 0 || Status is not null || WithWarnings;

    /// <summary>Whether videos are sorted by date filmed, which groups them by month.</summary>
    public bool ByRecording => Sort is VideoSort.RecordedLast or VideoSort.RecordedFirst;

    /// <summary>Reads the query parameters of a URL. Invalid ones are ignored.</summary>
    public static LibraryView Parse(string? search, string? status, string? sort, string? shape) =>
        new(
            search?.Trim() ?? "",
            StatusWords
                .Where(known => known.Word == status)
                .Select(known => (VideoStatus?)known.Status)
                .FirstOrDefault(),
            Enum.TryParse<VideoSort>(sort, ignoreCase: true, out var known) && Enum.IsDefined(known)
                ? known
                : DefaultSort(search),
            shape == "list",
            status == Warnings
        );

    /// <summary>This view with another search. A search is sorted by relevance unless another order was chosen.</summary>
    public LibraryView WithSearch(string search) =>
        this with
        {
            Search = search.Trim(),
            Sort = Sort == DefaultSort(Search) ? DefaultSort(search) : Sort,
        };

    private static VideoSort DefaultSort(string? search) =>
        string.IsNullOrWhiteSpace(search) ? VideoSort.Newest : VideoSort.Relevance;

    /// <summary>The query for a window of this view's videos.</summary>
    public VideoQuery ToQuery(int skip, int take) =>
        Status == VideoStatus.Failed
            ? new VideoQuery(Search, Sort: Sort, Skip: skip, Take: take, NeedsAttention: true)
            : new VideoQuery(Search, Status, Sort, skip, take, HasWarning: WithWarnings);

    /// <summary>The URL of this view, without default values.</summary>
    public string ToUrl()
    {
        var parts = new List<string>();
        if (Search.Length > 0)
        {
            parts.Add($"q={Uri.EscapeDataString(Search)}");
        }

        if (Status is { } status)
        {
            parts.Add($"status={StatusWords.First(known => known.Status == status).Word}");
        }

        if (WithWarnings)
        {
            parts.Add($"status={Warnings}");
        }

        if (Sort != DefaultSort(Search))
        {
            parts.Add($"sort={Sort.ToString().ToLowerInvariant()}");
        }

        if (AsList)
        {
            parts.Add("view=list");
        }

        return parts.Count == 0
            ? StreamVaultUrls.Library.FromBase()
            : $"{StreamVaultUrls.Library.FromBase()}?{string.Join('&', parts)}";
    }
}
