namespace StreamVault.Core.Encoding;

/// <summary>Where FFmpeg writes down what it measured of a sound track.</summary>
/// <param name="Count">How much was decoded.</param>
/// <param name="Decoded">How loud what was decoded is.</param>
/// <param name="Made">How loud what was made of it is.</param>
internal sealed record SoundMeasures(string Count, string Decoded, string Made);
