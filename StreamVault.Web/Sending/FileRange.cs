namespace StreamVault.Web.Sending;

/// <summary>A part of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Offset">Its first byte.</param>
/// <param name="Count">How many bytes; at least 1.</param>
internal sealed record FileRange(string Path, long Offset, int Count);
