using System.Buffers;
using StreamVault.Core.Text;

namespace StreamVault.Core.Search;

/// <summary>A search as it was typed, read into its conditions.</summary>
/// <param name="Terms">The conditions; none for all videos.</param>
public sealed record SearchQuery(IReadOnlyList<SearchTerm> Terms)
{
    /// <summary>The maximum number of conditions. Further ones are ignored.</summary>
    public const int MaxTerms = 20;

    // Longer words are cut, so that a pasted page doesn't become a condition.
    private const int MaxWordLength = 100;
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"“”„«»");

    /// <summary>
    /// Reads a search: words, <c>"phrases"</c>, <c>-excluded</c> ones, and conditions such as <c>tag:christmas</c> or
    /// <c>album:"Summer 1998"</c>. Nothing is an error: an unknown key or value is read as words.
    /// </summary>
    /// <param name="text">The search; null for none.</param>
    public static SearchQuery Parse(string? text)
    {
        var terms = new List<SearchTerm>();
        var symbols = new List<SearchTerm>();
        var rest = (text ?? "").AsSpan();
        while (terms.Count < MaxTerms && Next(ref rest) is { } token)
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

    private static SearchTerm? Term(Token token)
    {
        var folded = FoldedText.Of(Cut(token.Value));
        if (token.Key is { } key)
        {
            // A key without a value is still being typed.
            if (folded.Length == 0 && token.Value.Length == 0)
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

    private static Token? Next(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        if (rest.IsEmpty)
        {
            return null;
        }

        var excluded = rest is ['-', not (' ' or '-'), ..];
        rest = excluded ? rest[1..] : rest;
        var start = rest;
        string? key = null;
        var colon = KeyLength(rest);
        if (colon > 0)
        {
            key = rest[..colon].ToString();
            rest = rest[(colon + 1)..];
        }

        var quoted = rest is [var first, ..] && Quotes.Contains(first);
        string value;
        if (quoted)
        {
            rest = rest[1..];
            var end = rest.IndexOfAny(Quotes);
            value = (end < 0 ? rest : rest[..end]).ToString();
            rest = end < 0 ? [] : rest[(end + 1)..];
        }
        else
        {
            var end = 0;
            while (end < rest.Length && !char.IsWhiteSpace(rest[end]))
            {
                end++;
            }

            value = rest[..end].ToString();
            rest = rest[end..];
        }

        return new Token(key, value, quoted, excluded, start[..(start.Length - rest.Length)].ToString());
    }

    /// <returns>The number of letters before a colon; 0 if there is no key.</returns>
    private static int KeyLength(ReadOnlySpan<char> text)
    {
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        return letters < text.Length && text[letters] == ':' && IsKey(text[..letters]) ? letters : 0;
    }

    private static bool IsKey(ReadOnlySpan<char> word)
    {
        foreach (var (key, _, _) in SearchKeys.All)
        {
            if (word.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Token(string? Key, string Value, bool IsQuoted, bool IsExcluded, string Source);
}
