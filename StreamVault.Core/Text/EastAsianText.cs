using System.Text;

namespace StreamVault.Core.Text;

/// <summary>
/// Chinese, Japanese and Korean characters. File names from macOS contain them decomposed. The application runs without
/// ICU, so .NET can't compose them.
/// </summary>
internal static class EastAsianText
{
    private const int FirstSyllable = 0xAC00;
    private const int FirstInitial = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeFirstFinal = 0x11A7;
    private const int Initials = 19;
    private const int Vowels = 21;
    private const int Finals = 28;
    private const char VoicedMark = '\u3099';
    private const char SemiVoicedMark = '\u309A';

    /// <summary>Whether a character is a Chinese character, kana or a Korean syllable.</summary>
    public static bool Includes(Rune rune) =>
        rune.Value
            is (>= 0x3040 and <= 0x30FF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= FirstSyllable and <= 0xD7A3)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>Composes kana with their marks, and Korean letters to syllables (Unicode Standard, section 3.12).</summary>
    public static string Compose(string text)
    {
        var composed = new StringBuilder(text.Length);
        foreach (var next in text)
        {
            var last = composed.Length > 0 ? composed[^1] : '\0';
            if (Joined(last, next) is { } joined)
            {
                composed[^1] = joined;
            }
            else
            {
                composed.Append(next);
            }
        }

        return composed.ToString();
    }

    private static char? Joined(char last, char next) =>
        next switch
        {
            // か, its voiced が and, for the row of は, the semi-voiced form follow each other.
            VoicedMark when last is 'う' or 'ウ' => last == 'う' ? 'ゔ' : 'ヴ',
            VoicedMark when IsKana(last) => (char)(last + 1),
            SemiVoicedMark when IsKana(last) => (char)(last + 2),
            >= (char)FirstVowel
            and < (char)(FirstVowel + Vowels)
                when last is >= (char)FirstInitial and < (char)(FirstInitial + Initials) => (char)(
                FirstSyllable + ((((last - FirstInitial) * Vowels) + next - FirstVowel) * Finals)
            ),
            > (char)BeforeFirstFinal
            and < (char)(BeforeFirstFinal + Finals)
                when last is >= (char)FirstSyllable and <= '\uD7A3' && (last - FirstSyllable) % Finals == 0 => (char)(
                last + next - BeforeFirstFinal
            ),
            _ => null,
        };

    private static bool IsKana(char letter) => letter is >= '\u3041' and <= '\u30FE';
}
