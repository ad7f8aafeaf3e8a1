namespace StreamVault.Core.Encoding.Attempts;

/// <summary>The files for FFmpeg's measurements of an audio track.</summary>
/// <param name="Count">The decoded length.</param>
/// <param name="Decoded">The loudness of the decoded audio.</param>
/// <param name="Encoded">The loudness of the encoded audio.</param>
internal sealed record AudioMeasurementFiles(string Count, string Decoded, string Encoded);
