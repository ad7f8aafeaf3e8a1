using System.Text;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Turns a stored playlist into the one a caller gets: its URIs lead to the endpoints and carry the caller's token,
/// because players drop the query when they resolve a relative URI (RFC 3986 section 5.2).
/// </summary>
internal static class PlaylistUris
{
    /// <summary>The multivariant playlist with the token on each media playlist.</summary>
    public static string Multivariant(string stored, string? token) =>
        Rewrite(stored, uri => uri + Query(token), token);

    /// <summary>A media playlist with segments below their quality, and the key endpoint in place of the key file.</summary>
    public static string Media(string stored, string quality, string? token) =>
        Rewrite(stored, uri => $"{quality}/{uri}{Query(token)}", token);

    private static string Query(string? token) => token is null ? "" : $"?token={token}";

    private static string Rewrite(string stored, Func<string, string> uri, string? token)
    {
        var rewritten = new StringBuilder(stored.Length + 4096);
        foreach (var line in stored.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("#EXT-X-KEY:"))
            {
                rewritten.Append(WithUri(line.ToString(), _ => $"key{Query(token)}")).Append('\n');
            }
            else if (line.StartsWith("#EXT-X-MEDIA:"))
            {
                rewritten.Append(WithUri(line.ToString(), uri)).Append('\n');
            }
            else if (line.Length > 0)
            {
                rewritten.Append(line[0] == '#' ? line.ToString() : uri(line.ToString())).Append('\n');
            }
        }

        return rewritten.ToString();
    }

    // The attribute comes last in our own tags, so that no name a person gave can look like it.
    private static string WithUri(string tag, Func<string, string> uri)
    {
        const string attribute = ",URI=\"";
        var start = tag.LastIndexOf(attribute, StringComparison.Ordinal) + attribute.Length;
        if (start < attribute.Length)
        {
            return tag;
        }

        var end = tag.IndexOf('"', start);
        return $"{tag[..start]}{uri(tag[start..end])}{tag[end..]}";
    }
}
