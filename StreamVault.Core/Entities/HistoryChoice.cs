namespace StreamVault.Core.Entities;

/// <summary>Whether a history of plays is kept: one row, or none until the owner chooses.</summary>
public sealed class HistoryChoice
{
    internal const int OnlyId = 1;

    /// <summary>There is only one row.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>Whether it is kept.</summary>
    public bool Enabled { get; set; }
}
