using System.Globalization;
using System.Text;
using StreamVault.Core.Text;

namespace StreamVault.Core.Search;

/// <summary>Finds words of a search in a text as it is shown: <c>strasse</c> in "Straße".</summary>
public static class TextMarks
{
    /// <summary>Finds the characters that belong to a match.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">Folded words, which may start anywhere.</param>
    /// <returns>For each UTF-16 code unit, whether it is part of a match.</returns>
    public static bool[] Of(string text, IEnumerable<string> words)
    {
        var marked = new bool[text.Length];
        var (letters, places) = Letters(text);
        foreach (var word in words.Select(word => word.Replace(" ", "", StringComparison.Ordinal)))
        {
            for (
                var at = word.Length == 0 ? -1 : letters.IndexOf(word, StringComparison.Ordinal);
                at >= 0;
                at = letters.IndexOf(word, at + 1, StringComparison.Ordinal)
            )
            {
                Array.Fill(marked, true, places[at].Start, places[at + word.Length - 1].End - places[at].Start);
            }
        }

        return marked;
    }

    // The folded letters without spaces, and which part of the text each comes from.
    private static (string Letters, List<(int Start, int End)> Places) Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        var places = new List<(int Start, int End)>(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
            // Combining marks belong to the letter before them.
            while (at + length < text.Length && IsMark(text[at + length]))
            {
                length++;
            }

            foreach (var letter in FoldedText.Of(text.Substring(at, length)).Replace(" ", "", StringComparison.Ordinal))
            {
                letters.Append(letter);
                places.Add((at, at + length));
            }

            at += length;
        }

        return (letters.ToString(), places);
    }

    private static bool IsMark(char letter) =>
        char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        || letter is >= '\u1160' and <= '\u11FF';
}
