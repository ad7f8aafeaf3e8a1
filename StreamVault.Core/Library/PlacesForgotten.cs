namespace StreamVault.Core.Library;

/// <summary>Published when the places of all videos are removed from the database.</summary>
public sealed record PlacesForgotten;
