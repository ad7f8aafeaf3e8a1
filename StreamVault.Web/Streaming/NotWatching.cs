namespace StreamVault.Web.Streaming;

/// <summary>Marks an endpoint whose requests don't count towards the viewer limit of a link.</summary>
internal sealed class NotWatching
{
    public static NotWatching Instance { get; } = new();

    private NotWatching() { }
}
