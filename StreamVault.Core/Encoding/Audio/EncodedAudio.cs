using System.Globalization;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Audio;

/// <summary>The result of encoding an audio track.</summary>
/// <param name="Number">0 for the one that accompanies the video, 1 for the first alternative.</param>
/// <param name="Track">The track.</param>
/// <param name="Decoded">The decoded length; zero if it couldn't be decoded.</param>
/// <param name="HasErrors">Whether FFmpeg reported errors.</param>
internal sealed record EncodedAudio(int Number, AudioTrack Track, TimeSpan Decoded, bool HasErrors)
{
    /// <summary>How many seconds of the source are clearly not silent.</summary>
    public int LoudSeconds { get; init; }

    /// <summary>How many seconds of the result are audible.</summary>
    public int HeardSeconds { get; init; }

    /// <summary>Whether any audio was decoded.</summary>
    public bool HasAudio => Decoded > TimeSpan.Zero;

    /// <summary>The text that <see cref="Read"/> parses in a later attempt.</summary>
    /// <param name="frames">The length of the video in frames.</param>
    public string Note(long frames) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{frames} {Decoded.Ticks} {HasErrors} {LoudSeconds} {HeardSeconds}"
        );

    /// <returns>The result of an earlier attempt; null if there is none for a video of this length.</returns>
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
