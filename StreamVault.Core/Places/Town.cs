namespace StreamVault.Core.Places;

/// <summary>A town.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Country">Its country, in English.</param>
public sealed record Town(string Name, string Country);
