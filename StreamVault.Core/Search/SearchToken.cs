using System.Buffers;

namespace StreamVault.Core.Search;

/// <summary>A part of a search between spaces: <c>beach</c>, <c>"two words"</c>, <c>-tag:christmas</c>.</summary>
/// <param name="Key">The key before the colon, as in <see cref="SearchKeys.All"/>; null if there is none.</param>
/// <param name="Value">The text without the key and quotes.</param>
/// <param name="IsQuoted">Whether the value is in quotes.</param>
/// <param name="IsExcluded">Whether it starts with a minus sign.</param>
/// <param name="Source">The text as typed, without the minus sign.</param>
internal sealed record SearchToken(string? Key, string Value, bool IsQuoted, bool IsExcluded, string Source)
{
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"“”„«»");

    /// <summary>Reads the next token and advances <paramref name="rest"/> past it.</summary>
    /// <returns>Null at the end.</returns>
    public static SearchToken? Next(ref ReadOnlySpan<char> rest)
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
        if (LengthBeforeColon(rest) is > 0 and var colon && SearchKeys.Find(rest[..colon]) is { } known)
        {
            key = known;
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

        return new SearchToken(key, value, quoted, excluded, start[..(start.Length - rest.Length)].ToString());
    }

    /// <returns>The number of letters before a colon; 0 if the text doesn't start with letters and a colon.</returns>
    public static int LengthBeforeColon(ReadOnlySpan<char> text)
    {
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        return letters < text.Length && text[letters] == ':' ? letters : 0;
    }
}
