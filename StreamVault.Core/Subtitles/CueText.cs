using System.Text;
using System.Text.RegularExpressions;

namespace StreamVault.Core.Subtitles;

/// <summary>
/// Writes the text of a cue as WebVTT payload (https://www.w3.org/TR/webvtt1/#webvtt-caption-or-subtitle-cue-text): tags
/// that WebVTT knows are kept, everything else is escaped. Pure.
/// </summary>
internal static partial class CueText
{
    /// <summary>Escapes text that has no markup.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The payload for text with the tags and character references of SubRip and WebVTT.</summary>
    public static string FromMarkup(string text)
    {
        var (result, at) = (new StringBuilder(text.Length), 0);
        foreach (Match token in Token().Matches(text))
        {
            result.Append(Escape(text[at..token.Index]));
            // SubRip's font tags have no counterpart.
            result.Append(token.Groups["font"].Success ? "" : token.Value.ToLowerTag());
            at = token.Index + token.Length;
        }

        return Lines(result.Append(Escape(text[at..])).ToString());
    }

    /// <summary>Removes blank lines, which would end the cue, and characters that no player shows.</summary>
    public static string Lines(string payload) =>
        string.Join(
            '\n',
            Invisible()
                .Replace(payload.ReplaceLineEndings("\n"), "")
                .Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.Length > 0)
        );

    // WebVTT's tag names are case-sensitive, SubRip's are not. The text of a voice tag is a name.
    private static string ToLowerTag(this string tag) =>
        tag.Length <= "</ruby>".Length && tag[0] == '<' ? tag.ToLowerInvariant() : tag;

    [GeneratedRegex(
        """
            </?(?:b|i|u|ruby|rt)>                        # the same in SubRip and WebVTT
            | </?(?:c|v|lang|b|i|u|ruby|rt)(?:\.[^\s<>&.]+)*(?:[ \t][^<>&\n]*)?>
            | <(?:\d{2,4}:)?\d\d:\d\d\.\d{3}>            # when the rest appears
            | (?<font></?font\b[^<>]*>)
            | &(?:amp|lt|gt|nbsp|lrm|rlm|\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6});
            """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Token();

    [GeneratedRegex(@"[\p{Cc}\uFEFF\uFFFE\uFFFF-[\n\t]]")]
    private static partial Regex Invisible();
}
