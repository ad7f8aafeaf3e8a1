namespace StreamVault.Core.Library;

/// <summary>Says that the places of all videos were removed from the database.</summary>
public sealed record PlacesForgotten;
