namespace StreamVault.Core.Recording;

/// <summary>Something a file says about itself that has no place of its own.</summary>
/// <param name="Name">As the file calls it.</param>
/// <param name="Value">What it says.</param>
public sealed record FileTag(string Name, string Value);
