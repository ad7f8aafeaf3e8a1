using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace StreamVault.Core.Text;

/// <summary>
/// Recognizes text that looks empty. A title or name of only such characters couldn't be read, clicked or searched for.
/// </summary>
public static class VisibleText
{
    /// <returns>
    /// Whether a text has at least one character that can be seen on its own. Spaces, control and format characters (such
    /// as zero-width spaces), lone accents, and blanks that Unicode counts as letters or symbols can't.
    /// </returns>
    public static bool IsIn([NotNullWhen(true)] string? text) => (text ?? "").EnumerateRunes().Any(IsVisible);

    private static bool IsVisible(Rune rune) => !IsBlank(rune.Value) && !IsInvisible(Rune.GetUnicodeCategory(rune));

    private static bool IsInvisible(UnicodeCategory category) =>
        category
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark;

    // The Hangul fillers are letters, and the blank Braille pattern is a symbol.
    private static bool IsBlank(int character) => character is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;
}
