namespace StreamVault.Core.Entities;

/// <summary>What a person chose for their originals: one row, or none as long as nobody chose.</summary>
public sealed class OriginalsChoice
{
    internal const int OnlyId = 1;

    /// <summary>There is only one.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>What happens to the originals of videos that become ready from now on.</summary>
    public OriginalsPolicy Policy { get; set; }
}
