using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Search;

/// <summary>
/// A search whose words and names were looked up in the database. It selects videos in one statement. Use it with the
/// context that it was created with.
/// </summary>
public sealed class VideoSearch
{
    private readonly StreamVaultDbContext _database;
    private readonly IReadOnlyList<SearchWord> _words;
    private readonly SearchFilters _filters;

    private VideoSearch(
        StreamVaultDbContext database,
        SearchQuery query,
        IReadOnlyList<SearchWord> words,
        SearchFilters filters,
        string? instead
    )
    {
        _database = database;
        Query = query;
        _words = words;
        _filters = filters;
        Correction = instead;
    }

    /// <summary>The conditions, with corrected spelling.</summary>
    public SearchQuery Query { get; }

    /// <summary>
    /// The corrected search that was run because a word doesn't occur: <c>weihnachten</c>; otherwise null.
    /// </summary>
    public string? Correction { get; }

    /// <summary>Whether it has any condition.</summary>
    public bool HasTerms => Query.Terms.Count > 0;

    /// <summary>Parses a search and looks up its words and names.</summary>
    /// <param name="database">The context.</param>
    /// <param name="text">The search; null or blank for all videos.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<VideoSearch> ResolveAsync(
        StreamVaultDbContext database,
        string? text,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        var query = SearchQuery.Parse(text);
        var (terms, words) = await WordLookup.RunAsync(database, query, withPrivate, cancellationToken);
        var filters = await SearchFilters.ReadAsync(database, terms, cancellationToken);
        var corrected = terms.SequenceEqual(query.Terms) ? null : new SearchQuery(terms);
        return new VideoSearch(
            database,
            corrected ?? query,
            words,
            filters,
            corrected is null ? null : SearchQuery.TextOf(terms)
        );
    }

    /// <summary>Selects the videos that meet all conditions.</summary>
    /// <param name="videos">The videos to search in.</param>
    public IQueryable<Video> In(IQueryable<Video> videos) =>
        _words.Count == 0
            ? _filters.Of(videos)
            : from hit in Hits(ranked: false)
            join video in _filters.Of(videos) on (int?)hit.Id equals video.SearchRow
            select video;

    /// <summary>Selects the videos that meet all conditions, best match first, then newest date filmed first.</summary>
    /// <param name="videos">The videos to search in.</param>
    public IQueryable<Video> RankedIn(IQueryable<Video> videos) =>
        _words.Count == 0
            ? _filters
                .Of(videos)
                .OrderByDescending(video => video.Timeline)
                .ThenByDescending(video => video.RecordedOn)
                .ThenBy(video => video.Id)
            : from hit in Hits(ranked: true)
            join video in _filters.Of(videos) on (int?)hit.Id equals video.SearchRow
            orderby hit.Score, video.Timeline descending, video.RecordedOn descending, video.Id
            select video;

    /// <summary>Finds where videos contain the words, outside their titles. Moments come first.</summary>
    /// <param name="videos">The videos of a page that this search selected.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<SearchExplanation> ExplainAsync(IReadOnlyList<Video> videos, CancellationToken cancellationToken)
    {
        SearchTerm.Words[] words = [.. Query.Terms.OfType<SearchTerm.Words>().Where(word => !word.IsExcluded)];
        var matches = await new SearchMatches(_database, words).OfAsync(videos, cancellationToken);
        // Otherwise the words of hidden videos could be guessed.
        return new SearchExplanation(
            videos.Count > 0 ? Correction : null,
            [.. words.Select(word => word.Folded)],
            matches
        );
    }

    private IQueryable<SearchHit> Hits(bool ranked)
    {
        var statement = HitStatement.Of(_words, ranked);
        return _database.Database.SqlQueryRaw<SearchHit>(statement.Text, statement.Parameters);
    }
}
