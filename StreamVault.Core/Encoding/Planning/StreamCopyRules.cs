using System.Globalization;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>Whether a source may be stream-copied at its own size, as far as its metadata shows. Pure.</summary>
internal static class StreamCopyRules
{
    // The most kbit/s that an audio track and the container add to the bitrate of a file.
    private const long AudioKilobits = 1_600;

    /// <summary>The reason if the audio outlasts the video.</summary>
    public const string AudioIsLonger = "its audio is longer than its video";

    /// <returns>Why not, as the end of a sentence; null if it may be stream-copied.</returns>
    /// <param name="plan">The plan to encode it.</param>
    /// <param name="bytes">The size of the file in bytes.</param>
    public static string? Refusal(EncodePlan plan, long bytes)
    {
        var (video, rung) = (plan.Video, plan.Rungs[0]);
        var audioTracks = plan.OtherAudio.Count + (plan.Audio is null ? 0 : 1);
        var maxKilobits = rung.VideoKilobits * 5 / 4 + AudioKilobits * audioTracks;
        return video.Codec != "h264" ? $"not every player supports its codec ({video.Codec})"
            : OutputColors.Of(video, plan.ToneMap).Converts ? "not every screen can show its colors"
            : video.HasMatrix ? "it is rotated or mirrored"
            : video.Interlaced ? "it is interlaced"
            : Math.Abs(video.PixelAspect - 1) > 0.001 ? "its pixels are not square"
            : (video.Width, video.Height) != (rung.Width, rung.Height)
                ? $"it is {video.Width}×{video.Height} and the best quality is {rung.Width}×{rung.Height}"
            : plan.Chunks.TailFrames > 0 ? AudioIsLonger
            : plan.Chunks.IsSingleChunk ? "its key frames are unreliable"
            : bytes * 8 / 1000 > maxKilobits * (plan.Chunks.Duration.TotalSeconds + 1) ? ExceedsBitrate(rung)
            : null;
    }

    /// <summary>The refusal if its bitrate is above the ceiling of the rung.</summary>
    public static string ExceedsBitrate(Rung rung) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"its bitrate is above the {rung.VideoKilobits:N0} kbit/s of {rung.Name}"
        );
}
