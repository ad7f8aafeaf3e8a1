using System.Globalization;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Audio;

/// <summary>What came of a sound track.</summary>
/// <param name="Number">0 for the one that goes with the picture, 1 for the first of the others.</param>
/// <param name="Track">What it is.</param>
/// <param name="Decoded">How much sound was in it; none if it couldn't be decoded.</param>
/// <param name="HasErrors">Whether FFmpeg found fault with it.</param>
internal sealed record EncodedAudio(int Number, AudioTrack Track, TimeSpan Decoded, bool HasErrors)
{
    /// <summary>How many seconds of the source are clearly not silent.</summary>
    public int LoudSeconds { get; init; }

    /// <summary>How many seconds of the result are audible.</summary>
    public int HeardSeconds { get; init; }

    /// <summary>Whether there is anything to hear.</summary>
    public bool HasAudio => Decoded > TimeSpan.Zero;

    /// <summary>For the attempt after this one; <see cref="Read"/> reads it.</summary>
    /// <param name="frames">Length of the picture for which it was made.</param>
    public string Note(long frames) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{frames} {Decoded.Ticks} {HasErrors} {LoudSeconds} {HeardSeconds}"
        );

    /// <returns>What an earlier attempt noted; null if nothing, or for a picture of another length.</returns>
    public static EncodedAudio? Read(string? note, long frames, int number, AudioTrack track) =>
        note?.Split(' ') is [var length, var decoded, var complained, var loud, var heard]
        && length == frames.ToString(CultureInfo.InvariantCulture)
            ? new EncodedAudio(
                number,
                track,
                TimeSpan.FromTicks(long.Parse(decoded, CultureInfo.InvariantCulture)),
                bool.Parse(complained)
            )
            {
                LoudSeconds = int.Parse(loud, CultureInfo.InvariantCulture),
                HeardSeconds = int.Parse(heard, CultureInfo.InvariantCulture),
            }
            : null;
}
