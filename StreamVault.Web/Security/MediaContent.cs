namespace StreamVault.Web.Security;

/// <summary>Marks endpoints that serve playlists, keys, segments and posters, which need other security headers than pages.</summary>
internal sealed class MediaContent
{
    public static MediaContent Instance { get; } = new();

    private MediaContent() { }
}
