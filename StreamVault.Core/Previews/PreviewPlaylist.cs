namespace StreamVault.Core.Previews;

/// <summary>What FFmpeg reads to make a preview.</summary>
/// <param name="Text">The playlist, with absolute paths.</param>
/// <param name="Files">The files it refers to.</param>
internal sealed record PreviewPlaylist(string Text, IReadOnlyList<string> Files);
