using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Persistence;
using StreamVault.Core.Text;

namespace StreamVault.Core.Search;

/// <summary>A completion of a search.</summary>
/// <param name="Label">What is offered: <c>Weihnachten</c>.</param>
/// <param name="Meaning">What it is: <c>Tag</c>.</param>
/// <param name="Search">The whole search with the completion.</param>
/// <param name="Count">The number of visible videos; null if it isn't counted.</param>
public sealed record SearchSuggestion(string Label, string Meaning, string Search, int? Count);

/// <summary>Completes the last word of a search.</summary>
internal static class SearchCompletion
{
    private const int MaxSuggestions = 8;

    public static async Task<IReadOnlyList<SearchSuggestion>> CompleteAsync(
        StreamVaultDbContext database,
        string text,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        var start = LastWord(text);
        var (before, word) = (text[..start], text[start..]);
        if (word.StartsWith('-'))
        {
            (before, word) = (before + '-', word[1..]);
        }

        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var key = colon < 0 ? null : SearchKeys.Find(word.AsSpan(0, colon)) ?? "";
        var typed = FoldedText.Of(word[(colon + 1)..]);
        var keys = key is null
            ? SearchKeys
                .All.Where(known => word.Length == 0 || known.Key.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(known => new SearchSuggestion($"{known.Key}:", known.Meaning, $"{before}{known.Key}:", null))
            : [];
        var values =
            key is null && typed.Length == 0
                ? []
                : await new SearchCompletionValues(database, withPrivate, cancellationToken).OfAsync(key, typed);
        return
        [
            .. values
                .Select(value => new SearchSuggestion(
                    value.Name,
                    MeaningOf(value.Key),
                    $"{before}{value.Key}:{Quoted(value.Name)} ",
                    value.Key is "is" or "has" ? null : value.Count
                ))
                .Concat(keys)
                .Take(word.Length == 0 ? SearchKeys.All.Count : MaxSuggestions),
        ];
    }

    private static string MeaningOf(string key) => SearchKeys.All.First(known => known.Key == key).Meaning;

    private static string Quoted(string value) =>
        value.Any(letter => char.IsWhiteSpace(letter) || letter == '"')
            ? string.Create(CultureInfo.InvariantCulture, $"\"{value.Replace("\"", "", StringComparison.Ordinal)}\"")
            : value;

    // A quoted value may contain spaces.
    private static int LastWord(string text)
    {
        var (start, quoted) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            quoted ^= text[at] == '"';
            if (!quoted && char.IsWhiteSpace(text[at]))
            {
                start = at + 1;
            }
        }

        return start;
    }
}
