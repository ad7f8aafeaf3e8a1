using System.Text;

namespace StreamVault.Web.Streaming;

/// <summary>
/// A stored playlist with URIs of the endpoints and a place for the token in each of them, because players drop the query
/// when they resolve a relative URI (RFC 3986 section 5.2). Parsed once, then written with any number of tokens.
/// </summary>
internal sealed class PlaylistTemplate
{
    // 32 bytes in Base64Url after "?token=".
    private const int MaxTokenBytes = 50;
    private static readonly byte[] Query = "?token="u8.ToArray();
    private readonly byte[] _text;
    private readonly int[] _tokensAt;

    private PlaylistTemplate(string text, IReadOnlyList<int> tokensAt) =>
        (_text, _tokensAt) = (Encoding.UTF8.GetBytes(text), [.. tokensAt]);

    /// <summary>Parses a multivariant playlist.</summary>
    public static PlaylistTemplate Multivariant(string stored) => Make(stored, "");

    /// <summary>Parses a media playlist. Segments get URIs below their quality, and the key file the URI of the key endpoint.</summary>
    public static PlaylistTemplate Media(string stored, string quality) => Make(stored, quality + "/");

    /// <summary>The approximate memory use in bytes, including the text for one token.</summary>
    public int Bytes => _text.Length + 4 * _tokensAt.Length + _text.Length + _tokensAt.Length * MaxTokenBytes;

    /// <returns>The text with the token in every URI.</returns>
    /// <param name="token">Characters that need no escaping in a URI; null for the signed-in owner.</param>
    public byte[] With(string? token)
    {
        var text = new byte[LengthWith(token)];
        var (read, written) = (0, 0);
        if (token is not null)
        {
            foreach (var at in _tokensAt)
            {
                _text.AsSpan(read, at - read).CopyTo(text.AsSpan(written));
                written += at - read;
                read = at;
                Query.CopyTo(text.AsSpan(written));
                written += Query.Length;
                written += Encoding.ASCII.GetBytes(token, text.AsSpan(written));
            }
        }

        _text.AsSpan(read).CopyTo(text.AsSpan(written));
        return text;
    }

    private int LengthWith(string? token) =>
        _text.Length + (token is null ? 0 : _tokensAt.Length * (Query.Length + token.Length));

    private static PlaylistTemplate Make(string stored, string folder)
    {
        var (text, tokensAt) = (new StringBuilder(stored.Length + 1024), new List<int>());
        foreach (var span in stored.AsSpan().EnumerateLines())
        {
            var line = span.ToString();
            if (line.StartsWith("#EXT-X-KEY:", StringComparison.Ordinal))
            {
                AppendTag(line, _ => "key");
            }
            else if (line.StartsWith("#EXT-X-MEDIA:", StringComparison.Ordinal))
            {
                AppendTag(line, uri => folder + uri);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                AppendUri(folder + line);
                text.Append('\n');
            }
            else if (line.Length > 0)
            {
                text.Append(line).Append('\n');
            }
        }

        return new PlaylistTemplate(text.ToString(), InBytes(text.ToString(), tokensAt));

        void AppendUri(string uri)
        {
            text.Append(uri);
            tokensAt.Add(text.Length);
        }

        // We write the attribute last, so that no user-defined name can be mistaken for it.
        void AppendTag(string tag, Func<string, string> uri)
        {
            const string attribute = ",URI=\"";
            var start = tag.LastIndexOf(attribute, StringComparison.Ordinal) + attribute.Length;
            if (start >= attribute.Length)
            {
                var end = tag.IndexOf('"', start);
                text.Append(tag.AsSpan(0, start));
                AppendUri(uri(tag[start..end]));
                text.Append(tag.AsSpan(end));
            }
            else
            {
                text.Append(tag);
            }

            text.Append('\n');
        }
    }

    // User-defined names may have characters of more than one byte.
    private static int[] InBytes(string text, List<int> places)
    {
        var (bytes, read) = (0, 0);
        var result = new int[places.Count];
        for (var i = 0; i < places.Count; i++)
        {
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(read, places[i] - read));
            read = places[i];
            result[i] = bytes;
        }

        return result;
    }
}
