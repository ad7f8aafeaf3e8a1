using StreamVault.Core.Text;

namespace StreamVault.Core.Search;

/// <summary>A search, parsed into its conditions.</summary>
/// <param name="Terms">The conditions; none for all videos.</param>
public sealed record SearchQuery(IReadOnlyList<SearchTerm> Terms)
{
    /// <summary>The maximum number of conditions. Further ones are ignored.</summary>
    public const int MaxTerms = 20;

    // Longer words are cut, so that a pasted page doesn't become a condition.
    private const int MaxWordLength = 100;

    /// <summary>
    /// Reads a search: words, <c>"phrases"</c>, <c>-excluded</c> ones, and conditions such as <c>tag:christmas</c> or
    /// <c>album:"Summer 1998"</c>. Never fails: an unknown key or value is read as words. Before a search is saved,
    /// <see cref="SearchFault.In"/> checks it.
    /// </summary>
    /// <param name="text">The search; null for none.</param>
    public static SearchQuery Parse(string? text)
    {
        var terms = new List<SearchTerm>();
        var symbols = new List<SearchTerm>();
        var rest = (text ?? "").AsSpan();
        while (terms.Count < MaxTerms && SearchToken.Next(ref rest) is { } token)
        {
            if (Term(token) is { } term)
            {
                if (!terms.Contains(term))
                {
                    terms.Add(term);
                }
            }
            else if (token is { Key: null, IsExcluded: false, IsQuoted: false } && symbols.Count == 0)
            {
                symbols.Add(new SearchTerm.Symbols(Cut(token.Value)));
            }
        }

        // "Tom & Jerry" also finds "Tom and Jerry".
        return new SearchQuery(terms.Count > 0 ? terms : symbols);
    }

    /// <summary>Writes conditions as a search.</summary>
    public static string TextOf(IEnumerable<SearchTerm> terms) =>
        string.Join(' ', terms.Select(term => (term.IsExcluded ? "-" : "") + term.Source));

    private static SearchTerm? Term(SearchToken token)
    {
        var folded = FoldedText.Of(Cut(token.Value));
        if (token.Key is { } key)
        {
            // A key without a value, or with a value of only punctuation, is still being typed.
            if (folded.Length == 0)
            {
                return null;
            }

            if (SearchKeys.Read(key, token.Value, folded, token.Source, token.IsExcluded) is { } condition)
            {
                return condition;
            }

            folded = FoldedText.Of($"{key} {Cut(token.Value)}");
        }

        return folded.Length == 0
            ? null
            : new SearchTerm.Words(folded, token.IsQuoted && token.Key is null, token.Source, token.IsExcluded);
    }

    private static string Cut(string text) => text.Length <= MaxWordLength ? text : text[..MaxWordLength];
}
