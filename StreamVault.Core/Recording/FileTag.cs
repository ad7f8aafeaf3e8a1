namespace StreamVault.Core.Recording;

/// <summary>A tag of a file that has no property of its own.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Value">Its value.</param>
public sealed record FileTag(string Name, string Value);
