using System.Text.RegularExpressions;
using StreamVault.Core.Hls;

namespace StreamVault.Core.Subtitles;

/// <summary>The content of a subtitle file.</summary>
/// <param name="Format">Its format.</param>
/// <param name="Cues">Its cues, in order of time.</param>
internal sealed partial record SubtitleFile(SubtitleFormat Format, IReadOnlyList<WebVttCue> Cues)
{
    /// <summary>Reads a file of any supported format and encoding.</summary>
    /// <returns>The file; null if it is in none of the formats. It may have no cues.</returns>
    public static SubtitleFile? Read(ReadOnlySpan<byte> bytes)
    {
        var text = SubtitleEncoding.Decode(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        SubtitleFormat? format =
            text.Contains('\0') ? null
            : Vtt().IsMatch(text) ? SubtitleFormat.Vtt
            : Ass().IsMatch(text) ? SubtitleFormat.Ass
            : TimedLines.HasTimes(text) ? SubtitleFormat.Srt
            : null;
        var cues = format switch
        {
            SubtitleFormat.Vtt => TimedLines.ReadVtt(text),
            SubtitleFormat.Ass => SubStation.Read(text),
            SubtitleFormat.Srt => TimedLines.ReadSrt(text),
            _ => [],
        };
        return format is { } known
            ? new SubtitleFile(
                known,
                // Outlines and shadows of ASS repeat the text.
                [.. cues.Where(cue => cue.End > cue.Start && HasText(cue)).Distinct().OrderBy(cue => cue.Start)]
            )
            : null;
    }

    /// <summary>The cues after a shift, as far as they are shown within a video.</summary>
    public IReadOnlyList<WebVttCue> Within(TimeSpan length, TimeSpan shift) =>
        [
            .. Cues.Select(cue => cue with { Start = cue.Start + shift, End = cue.End + shift })
                .Where(cue => cue.End > TimeSpan.Zero && cue.Start < length)
                .Select(cue => cue.Start < TimeSpan.Zero ? cue with { Start = TimeSpan.Zero } : cue),
        ];

    // The settings come first, up to the line feed.
    private static bool HasText(WebVttCue cue) =>
        cue.Text.IndexOf('\n', StringComparison.Ordinal) < cue.Text.Length - 1;

    [GeneratedRegex(@"\AWEBVTT(?:[ \t\n]|\z)")]
    private static partial Regex Vtt();

    [GeneratedRegex(
        @"^\s*\[(?:Script Info|Events|V4\+? Styles)\]|^Dialogue:",
        RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex Ass();
}
