using StreamVault.Core.Entities;

namespace StreamVault.Core.Search;

/// <summary>What a search found in the videos of a page.</summary>
/// <param name="Correction">The corrected search that was run because a word doesn't occur; otherwise null.</param>
/// <param name="Words">The folded words to mark in titles and matches.</param>
/// <param name="Matches">The matches outside the titles, for each video that has any.</param>
public sealed record SearchExplanation(
    string? Correction,
    IReadOnlyList<string> Words,
    IReadOnlyDictionary<VideoId, IReadOnlyList<SearchMatch>> Matches
)
{
    /// <summary>Nothing was searched.</summary>
    public static SearchExplanation None { get; } =
        new(null, [], new Dictionary<VideoId, IReadOnlyList<SearchMatch>>());

    /// <summary>The matches of a video, best first; none if the title has all words.</summary>
    public IReadOnlyList<SearchMatch> Of(VideoId video) => Matches.GetValueOrDefault(video) ?? [];
}

/// <summary>A condition of a search without results, and what the search finds without it.</summary>
/// <param name="Condition">The condition as it was typed.</param>
/// <param name="Others">The search without it.</param>
/// <param name="Count">The number of videos that the other conditions select; at least one.</param>
public sealed record BlockingTerm(string Condition, string Others, int Count);
