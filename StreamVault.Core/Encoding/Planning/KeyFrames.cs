using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>The key frames that an encoder must set, and no others.</summary>
/// <param name="Group">The frames from one key frame to the next; the maximum, if <paramref name="At"/> is set.</param>
/// <param name="At">The key frames, counted from 0; null for one every <paramref name="Group"/> frames.</param>
/// <param name="Rate">The frame rate.</param>
internal sealed record KeyFrames(int Group, FrameRate Rate, IReadOnlyList<long>? At = null)
{
    /// <summary>Their times for FFmpeg's option -force_key_frames. Requires <see cref="At"/>.</summary>
    /// <remarks>Rounded down: slightly above a frame's time, FFmpeg takes the next frame.</remarks>
    public string Times =>
        string.Join(',', At!.Select(frame => FfmpegText.Seconds(RoundDownToMicrosecond(Rate.TimeOf(frame)))));

    private static TimeSpan RoundDownToMicrosecond(TimeSpan time) =>
        TimeSpan.FromMicroseconds(Math.Floor(time.TotalMicroseconds));
}
