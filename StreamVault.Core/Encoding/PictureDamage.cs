namespace StreamVault.Core.Encoding;

/// <summary>What of a picture could not be decoded, or not cleanly.</summary>
/// <param name="Lost">How much is missing; the picture before it stands still for so long. Zero for mere disturbances.</param>
/// <param name="First">When it first happens, from the start of the video.</param>
/// <param name="Places">How many times it happens.</param>
internal sealed record PictureDamage(TimeSpan Lost, TimeSpan First, int Places);
