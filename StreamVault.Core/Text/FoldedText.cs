using System.Globalization;
using System.Text;
using AnyAscii;

namespace StreamVault.Core.Text;

/// <summary>
/// Folds text for comparison, so that a search ignores case, accents and the many ways to write the same letter. SQLite's
/// own tokenizer folds neither ß nor ł, and treats a run of Chinese or Japanese characters as one word.
/// </summary>
public static class FoldedText
{
    /// <summary>
    /// Folds a text: lower-case Latin letters and digits without accents and apostrophes, and everything else as a space.
    /// Other alphabets are transliterated; Chinese, Japanese and Korean characters stay, each with a space around it.
    /// The result neither starts nor ends with a space, and has no two in a row.
    /// </summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in EastAsianText.Compose(text).EnumerateRunes())
        {
            if (EastAsianText.Includes(rune))
            {
                folded.Append(' ').Append(rune).Append(' ');
            }
            else if (!IsIgnored(rune))
            {
                foreach (var letter in rune.ToString().Transliterate())
                {
                    folded.Append(char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
                }
            }
        }

        return string.Join(' ', folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // "Oma's" is found as "Omas", with any kind of apostrophe.
    private static bool IsIgnored(Rune rune) =>
        rune.Value is '\'' or '’' or '‘' or 'ʼ' or '`' or '´'
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format;
}
