using System.Globalization;
using System.Text;

namespace StreamVault.Core.Recording;

/// <summary>Makes text from a file safe to store and show.</summary>
internal static class TagText
{
    private const int ZeroWidthJoiner = 0x200D;

    /// <returns>
    /// The text on one line, without control characters and marks that change the text direction, cut to a length in UTF-16
    /// units; empty if nothing is left.
    /// </returns>
    public static string Of(string? text, int maxLength)
    {
        var safe = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var kept =
                Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? new Rune(' ')
                : rune == Rune.ReplacementChar ? (Rune?)null
                : Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value != ZeroWidthJoiner ? null
                : rune;
            if (kept is not { } shown || (shown.Value == ' ' && (safe.Length == 0 || safe[^1] == ' ')))
            {
                continue;
            }

            if (safe.Length + shown.Utf16SequenceLength > maxLength)
            {
                break;
            }

            safe.Append(shown.ToString());
        }

        return safe.ToString().TrimEnd();
    }
}
