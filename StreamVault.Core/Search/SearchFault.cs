using StreamVault.Core.Text;

namespace StreamVault.Core.Search;

/// <summary>
/// Why a search shouldn't be saved. Typed searches have no faults, since they are read while they are incomplete; see
/// <see cref="SearchQuery.Parse"/>.
/// </summary>
public abstract record SearchFault
{
    private SearchFault() { }

    /// <summary>There are no words and no conditions, so all videos would be found.</summary>
    public sealed record Empty : SearchFault;

    /// <summary>There are more than <see cref="SearchQuery.MaxTerms"/> conditions.</summary>
    public sealed record TooLong : SearchFault;

    /// <summary>A word before a colon is no key.</summary>
    /// <param name="Key">The word, without the colon.</param>
    public sealed record UnknownKey(string Key) : SearchFault;

    /// <summary>A key has no value, or one that it can't have.</summary>
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
                ? new InvalidValue(key.ToLowerInvariant(), token.Value.Trim())
                : null;
        }

        return token.IsQuoted || SearchToken.LengthBeforeColon(token.Value) is not (> 0 and var letters)
            ? null
            : new UnknownKey(token.Value[..letters]);
    }
}
