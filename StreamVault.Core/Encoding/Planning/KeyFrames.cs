using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>Where an encoder sets key frames: there and nowhere else.</summary>
/// <param name="Group">Frames from one to the next; the most there are between two, if <paramref name="At"/> says where they are.</param>
/// <param name="At">The frames, counted from 0; null for every <paramref name="Group"/> frames.</param>
/// <param name="Rate">By which frames are counted.</param>
internal sealed record KeyFrames(int Group, FrameRate Rate, IReadOnlyList<long>? At = null)
{
    /// <summary>Their times as FFmpeg's option -force_key_frames wants them; only if <see cref="At"/> says where they are.</summary>
    /// <remarks>Rounded down: told a hair more than the time of a frame, FFmpeg takes the next one.</remarks>
    public string Times =>
        string.Join(',', At!.Select(frame => FfmpegText.Seconds(WholeMicroseconds(Rate.TimeOf(frame)))));

    private static TimeSpan WholeMicroseconds(TimeSpan time) =>
        TimeSpan.FromMicroseconds(Math.Floor(time.TotalMicroseconds));
}
