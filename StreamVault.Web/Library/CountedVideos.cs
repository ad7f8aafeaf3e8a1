namespace StreamVault.Web.Library;

/// <summary>Which videos an <see cref="AttentionCount"/> counts.</summary>
public enum CountedVideos
{
    /// <summary>Videos that need attention or, if there are none, videos with warnings. The count is labelled.</summary>
    MostUrgent,

    /// <summary>Failed or damaged videos. The label is next to the count.</summary>
    NeedAttention,

    /// <summary>Videos with warnings. The label is next to the count.</summary>
    WithWarnings,
}
