namespace StreamVault.Web.Library;

/// <summary>Which videos an <see cref="AttentionCount"/> counts.</summary>
public enum CountedVideos
{
    /// <summary>Those that need attention, or if there are none, those with warnings; says which.</summary>
    MostUrgent,

    /// <summary>Those that failed or are damaged. Only the number: the words stand beside it.</summary>
    NeedAttention,

    /// <summary>Those with warnings. Only the number: the words stand beside it.</summary>
    WithWarnings,
}
