using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Search;

namespace StreamVault.Web.Library;

/// <summary>What a search found, in the HTTP interface.</summary>
/// <param name="Instead">The corrected search that was run because a word doesn't occur; otherwise null.</param>
/// <param name="Matches">Where the videos of this page match, outside their titles.</param>
internal sealed record SearchResponse(string? Instead, IReadOnlyList<SearchMatchResponse> Matches)
{
    public static SearchResponse? Of(string? search, VideoPage page) =>
        string.IsNullOrWhiteSpace(search)
            ? null
            : new SearchResponse(
                page.Explanation.Correction,
                [
                    .. page.Items.SelectMany(video =>
                        page.Explanation.Of(video.Id)
                            .Select(match => new SearchMatchResponse(video.Id, match.Field, match.Text, match.Seconds))
                    ),
                ]
            );
}

/// <summary>A text that contains words of a search, in the HTTP interface.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Field"><c>description</c>, <c>person</c>, <c>tag</c>, <c>album</c>, <c>file_name</c>, <c>camera</c>, <c>place</c>, <c>chapter</c>, <c>subtitle</c> or <c>note</c>.</param>
/// <param name="Text">The text, shortened around the match.</param>
/// <param name="Seconds">The moment, in seconds from the start of the video; null if it belongs to the whole video.</param>
internal sealed record SearchMatchResponse(VideoId VideoId, MatchField Field, string Text, double? Seconds);
