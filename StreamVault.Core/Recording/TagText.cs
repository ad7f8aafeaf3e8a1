using System.Globalization;
using System.Text;

namespace StreamVault.Core.Recording;

/// <summary>Makes text that came in a file safe to keep and to show as text.</summary>
internal static class TagText
{
    private const int ZeroWidthJoiner = 0x200D;

    /// <returns>
    /// The text on one line without control characters, without marks that turn the direction of what stands after it,
    /// and cut to a length in UTF-16 units; empty if nothing is left.
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
