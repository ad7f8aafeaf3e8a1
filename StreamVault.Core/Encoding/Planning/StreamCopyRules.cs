using System.Globalization;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>Whether a source may be passed on as it is in its own size, as far as that can be told without reading it. Pure.</summary>
internal static class StreamCopyRules
{
    // What the sound and the container may take of a file beside its picture.
    private const long AudioKilobits = 1_600;

    /// <summary>The reason that the picture would have to be longer.</summary>
    public const string AudioIsLonger = "its sound goes on behind the picture";

    /// <returns>Why not, as the second half of a sentence; null if nothing speaks against it.</returns>
    /// <param name="plan">The plan to encode it.</param>
    /// <param name="bytes">Size of the file that is read.</param>
    public static string? Refusal(EncodePlan plan, long bytes)
    {
        var (picture, rung) = (plan.Video, plan.Rungs[0]);
        var sounds = plan.OtherAudio.Count + (plan.Audio is null ? 0 : 1);
        var most = rung.VideoKilobits * 5 / 4 + AudioKilobits * sounds;
        return picture.Codec != "h264" ? $"not every player knows its codec ({picture.Codec})"
            : OutputColors.Of(picture, plan.ToneMap).Converts ? "its colours are not what every screen shows"
            : picture.HasMatrix ? "it is turned or mirrored when it is shown"
            : picture.Interlaced ? "it is interlaced"
            : Math.Abs(picture.PixelAspect - 1) > 0.001 ? "its pixels are not square"
            : (picture.Width, picture.Height) != (rung.Width, rung.Height)
                ? $"it is {picture.Width}×{picture.Height}, and the best quality {rung.Width}×{rung.Height}"
            : plan.Chunks.TailFrames > 0 ? AudioIsLonger
            : plan.Chunks.IsSingleChunk ? "its key frames can't be relied on"
            : bytes * 8 / 1000 > most * (plan.Chunks.Duration.TotalSeconds + 1) ? ExceedsBitrate(rung)
            : null;
    }

    /// <summary>The reason that its bitrate is above the quality's ceiling.</summary>
    public static string ExceedsBitrate(Rung rung) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"it takes more than the {rung.VideoKilobits:N0} kbit/s of {rung.Name}"
        );
}
