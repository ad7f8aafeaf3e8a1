using System.Text.RegularExpressions;

namespace StreamVault.Web.Streaming;

/// <summary>The names of stored files. No other input from requests becomes part of a file path.</summary>
internal static partial class StoredNames
{
    /// <summary>Whether a media playlist may have this name: <c>1080p</c>, <c>audio_1</c>, <c>subtitle_1</c>.</summary>
    public static bool IsRendition(string name) => Rendition().IsMatch(name);

    /// <summary>Whether a segment may belong to this playlist: <c>1080p_000.ts</c> of <c>1080p</c>.</summary>
    public static bool IsSegment(string rendition, string name) =>
        IsRendition(rendition)
        && name.StartsWith(rendition + "_", StringComparison.Ordinal)
        && Segment().IsMatch(name[rendition.Length..]);

    /// <returns>The media type of a segment: subtitles, or audio and video.</returns>
    public static string TypeOf(string segment) =>
        segment.EndsWith(".vtt", StringComparison.Ordinal) ? "text/vtt" : "video/mp2t";

    [GeneratedRegex(@"\A([0-9]{3,4}p|audio_[0-9]{1,2}|subtitle_[0-9]{1,6})\z")]
    private static partial Regex Rendition();

    [GeneratedRegex(@"\A_[0-9]{3,6}\.(ts|vtt)\z")]
    private static partial Regex Segment();
}
