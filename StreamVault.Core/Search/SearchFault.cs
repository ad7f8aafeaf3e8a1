using StreamVault.Core.Text;

namespace StreamVault.Core.Search;

/// <summary>
/// Why a search can't be saved. A search that is only run has no faults, because it may still be incomplete; see
/// <see cref="SearchQuery.Parse"/>.
/// </summary>
public abstract record SearchFault
{
    private SearchFault() { }

    /// <summary>There are no words and no conditions, so all videos would be found.</summary>
    public sealed record Empty : SearchFault;

    /// <summary>There are more than <see cref="SearchQuery.MaxTerms"/> conditions.</summary>
    public sealed record TooLong : SearchFault;

    /// <summary>The word before a colon isn't a key.</summary>
    /// <param name="Key">The word, without the colon.</param>
    public sealed record UnknownKey(string Key) : SearchFault;

    /// <summary>A key has no value or an invalid one.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Value">The value; empty if it is missing.</param>
    public sealed record InvalidValue(string Key, string Value) : SearchFault;

    /// <summary>Finds the first fault of a search.</summary>
    /// <param name="search">The search.</param>
    /// <returns>Null if it can be saved.</returns>
    public static SearchFault? In(string search)
    {
        var rest = search.AsSpan();
        var count = 0;
        while (SearchToken.Next(ref rest) is { } token)
        {
            count++;
            if (Of(token) is { } fault)
            {
                return fault;
            }
        }

        return SearchQuery.Parse(search).Terms.Count == 0 ? new Empty()
            : count > SearchQuery.MaxTerms ? new TooLong()
            : null;
    }

    private static SearchFault? Of(SearchToken token)
    {
        if (token.Key is { } key)
        {
            return SearchKeys.Read(key, token.Value, FoldedText.Of(token.Value), token.Source, token.IsExcluded) is null
                ? new InvalidValue(key, token.Value.Trim())
                : null;
        }

        return token.IsQuoted || SearchToken.LengthBeforeColon(token.Value) is not (> 0 and var letters)
            ? null
            : new UnknownKey(token.Value[..letters]);
    }
}
