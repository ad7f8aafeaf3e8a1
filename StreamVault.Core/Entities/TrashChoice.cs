namespace StreamVault.Core.Entities;

/// <summary>When videos in the trash are deleted: one row, or none until the owner chooses.</summary>
public sealed class TrashChoice
{
    internal const int OnlyId = 1;

    /// <summary>There is only one row.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>After how many days they are deleted; null for never.</summary>
    public int? Days { get; set; }
}
