namespace StreamVault.Web.Streaming;

/// <summary>
/// A cached playlist, and its text for the last token: most videos are watched with one token at a time. Thread-safe.
/// </summary>
/// <param name="template">The playlist.</param>
/// <param name="written">The last write time of the stored file, in UTC.</param>
/// <param name="length">The length of the stored file in bytes.</param>
internal sealed class CachedPlaylist(PlaylistTemplate template, DateTime written, long length)
{
    private PlaylistText? _last;

    /// <summary>Whether it was read from this file, as it is now.</summary>
    public bool IsOf(FileInfo file) => file.LastWriteTimeUtc == written && file.Length == length;

    /// <summary>The text with this token; null for the signed-in owner.</summary>
    public PlaylistText For(string? token)
    {
        if (_last is { } last && last.Token == token)
        {
            return last;
        }

        // The text differs for each token. The hash doesn't reveal the token.
        var variant = token is null ? 0 : (uint)token.GetHashCode(StringComparison.Ordinal);
        return _last = new PlaylistText(token, template.With(token), EntityTags.Of(length, written, variant));
    }
}
