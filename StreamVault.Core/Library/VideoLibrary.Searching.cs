using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Search;

namespace StreamVault.Core.Library;

public sealed partial class VideoLibrary
{
    // Each needs a statement of its own.
    private const int MaxBlockingTerms = 6;

    /// <summary>Finds the conditions without which a search without results has some, most results first.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<BlockingTerm>> BlockingTermsAsync(
        VideoQuery query,
        CancellationToken cancellationToken
    )
    {
        var terms = SearchQuery.Parse(query.Search).Terms;
        if (terms.Count < 2)
        {
            return [];
        }

        var blocking = new List<BlockingTerm>();
        foreach (var term in terms.Take(MaxBlockingTerms))
        {
            var others = SearchQuery.TextOf(terms.Where(other => other != term));
            var count = await CountAsync(query with { Search = others }, cancellationToken);
            if (count > 0)
            {
                blocking.Add(new BlockingTerm((term.IsExcluded ? "-" : "") + term.Source, others, count));
            }
        }

        return [.. blocking.OrderByDescending(term => term.Count)];
    }

    /// <summary>Completes a search while it is typed.</summary>
    /// <param name="text">The search so far. Its last word is completed.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<SearchSuggestion>> CompleteAsync(
        string text,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await SearchCompletion.CompleteAsync(database, text, withPrivate, cancellationToken);
    }
}
