namespace StreamVault.Web.Streaming;

/// <summary>A stored playlist in memory, and its text for whoever asked last: most videos are watched with one token at a time. Thread-safe.</summary>
/// <param name="template">The playlist.</param>
/// <param name="written">When the stored file was written, in UTC.</param>
/// <param name="length">Bytes of the stored file.</param>
internal sealed class CachedPlaylist(PlaylistTemplate template, DateTime written, long length)
{
    private PlaylistText? _last;
    private long _seen;

    /// <summary>When the stored file was last seen to be the same, as a timestamp.</summary>
    public long Seen
    {
        get => Volatile.Read(ref _seen);
        set => Volatile.Write(ref _seen, value);
    }

    /// <summary>Whether it was made of this very file.</summary>
    public bool IsOf(FileInfo file) => file.LastWriteTimeUtc == written && file.Length == length;

    /// <summary>The text for the holder of this token; null for the signed-in owner.</summary>
    public PlaylistText For(string? token)
    {
        if (_last is { } last && last.Token == token)
        {
            return last;
        }

        // The token is part of what is sent, and its hash says nothing of it.
        var variant = token is null ? 0 : (uint)token.GetHashCode(StringComparison.Ordinal);
        return _last = new PlaylistText(token, template.With(token), EntityTags.Of(length, written, variant));
    }
}
