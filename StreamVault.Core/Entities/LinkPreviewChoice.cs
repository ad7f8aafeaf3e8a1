namespace StreamVault.Core.Entities;

/// <summary>Whether chat apps may preview links: one row, or none until the owner chooses.</summary>
public sealed class LinkPreviewChoice
{
    internal const int OnlyId = 1;

    /// <summary>There is only one row.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>Whether a preview shows the title and the poster.</summary>
    public bool Enabled { get; set; }
}
