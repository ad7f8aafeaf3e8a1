namespace StreamVault.Web.Streaming;

/// <summary>Marks an endpoint that takes none of the places of a link that is limited to some viewers.</summary>
internal sealed class NotWatching
{
    public static NotWatching Instance { get; } = new();

    private NotWatching() { }
}
