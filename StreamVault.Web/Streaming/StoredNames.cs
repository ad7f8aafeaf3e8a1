using System.Text.RegularExpressions;

namespace StreamVault.Web.Streaming;

/// <summary>The only names that stored files have: nothing else that a request says becomes part of a path.</summary>
internal static partial class StoredNames
{
    public static bool IsQuality(string name) => Quality().IsMatch(name);

    /// <summary>Whether the segment is one of this quality: <c>1080p_000.ts</c> of <c>1080p</c>.</summary>
    public static bool IsSegment(string quality, string name) =>
        IsQuality(quality) && name.StartsWith(quality + "_", StringComparison.Ordinal) && Segment().IsMatch(name);

    [GeneratedRegex(@"\A[0-9]{3,4}p\z")]
    private static partial Regex Quality();

    [GeneratedRegex(@"\A[0-9]{3,4}p_[0-9]{3,6}\.ts\z")]
    private static partial Regex Segment();
}
