namespace StreamVault.Core.Search;

/// <summary>A document that a search found.</summary>
internal sealed class SearchHit
{
    /// <summary>The row of the document.</summary>
    public int Id { get; init; }

    /// <summary>How well it matches; the lowest is the best.</summary>
    public double Score { get; init; }
}
