using Microsoft.AspNetCore.Mvc;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Library;

/// <summary>Which videos to list: the query string of <c>GET /api/videos</c>.</summary>
internal sealed record VideoListRequest(
    [FromQuery] string? Search,
    [FromQuery] string? Status,
    [FromQuery] string? Sort,
    [FromQuery] int Page = 1,
    [FromQuery] int PageSize = VideoListRequest.DefaultPageSize
)
{
    private const int DefaultPageSize = 50;
    private const int MaxPageSize = 200;

    // A field, with a minus sign for descending order, or the name of an order.
    private static readonly Dictionary<string, VideoSort> _sorts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["-createdAt"] = VideoSort.Newest,
        ["createdAt"] = VideoSort.Oldest,
        ["title"] = VideoSort.Title,
        ["-title"] = VideoSort.TitleDescending,
        ["-duration"] = VideoSort.Longest,
        ["duration"] = VideoSort.Shortest,
        ["-size"] = VideoSort.Largest,
        ["size"] = VideoSort.Smallest,
        ["-recordedAt"] = VideoSort.RecordedLast,
        ["recordedAt"] = VideoSort.RecordedFirst,
        ["newest"] = VideoSort.Newest,
        ["oldest"] = VideoSort.Oldest,
        ["longest"] = VideoSort.Longest,
        ["shortest"] = VideoSort.Shortest,
        ["largest"] = VideoSort.Largest,
        ["smallest"] = VideoSort.Smallest,
        ["relevance"] = VideoSort.Relevance,
    };

    /// <summary>The query, or the invalid parameter and what is wrong with it.</summary>
    public (VideoQuery? Query, (string Field, string Fault)? Error) Read()
    {
        VideoStatus? status = null;
        if (!string.IsNullOrEmpty(Status))
        {
            if (!Enum.TryParse<VideoStatus>(Status, true, out var known) || !Enum.IsDefined(known))
            {
                return (null, ("status", "status must be pending, encoding, ready or failed."));
            }

            status = known;
        }

        var sort = VideoSort.Newest;
        if (!string.IsNullOrEmpty(Sort) && !_sorts.TryGetValue(Sort, out sort))
        {
            return (null, ("sort", $"sort must be one of {string.Join(", ", _sorts.Keys)}."));
        }

        return PageFault.Of(Page, PageSize, MaxPageSize) is { } fault
            ? (null, fault)
            : (new VideoQuery(Search, status, sort, (Page - 1) * PageSize, PageSize), null);
    }
}
