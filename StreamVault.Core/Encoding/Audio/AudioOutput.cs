namespace StreamVault.Core.Encoding.Audio;

/// <summary>Sound that FFmpeg makes.</summary>
/// <param name="Path">Where it goes.</param>
/// <param name="Kilobits">Kilobits a second.</param>
internal sealed record AudioOutput(string Path, int Kilobits);
