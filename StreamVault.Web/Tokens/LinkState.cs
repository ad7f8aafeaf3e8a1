namespace StreamVault.Web.Tokens;

/// <summary>What a person should notice about a link.</summary>
internal enum LinkState
{
    /// <summary>It works and has been used.</summary>
    Used,

    /// <summary>It works and nobody has used it yet.</summary>
    Unused,

    /// <summary>Its time is over.</summary>
    Expired,
}
