namespace StreamVault.Core.Encoding.Audio;

/// <summary>An encoded audio file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kilobits">The bitrate in kbit/s.</param>
internal sealed record AudioOutput(string Path, int Kilobits);
