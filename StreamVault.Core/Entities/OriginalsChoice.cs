namespace StreamVault.Core.Entities;

/// <summary>The user's choice for originals: one row, or none until the user chooses.</summary>
public sealed class OriginalsChoice
{
    internal const int OnlyId = 1;

    /// <summary>There is only one row.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>What happens to the originals of videos that become ready from now on.</summary>
    public OriginalsPolicy Policy { get; set; }
}
