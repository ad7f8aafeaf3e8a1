namespace StreamVault.Web.Tokens;

/// <summary>The state of a link, as shown to its owner.</summary>
internal enum LinkState
{
    /// <summary>Works and has been used.</summary>
    Used,

    /// <summary>Works but has never been used.</summary>
    Unused,

    /// <summary>No longer works.</summary>
    Expired,
}
