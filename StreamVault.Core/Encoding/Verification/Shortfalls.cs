using System.Globalization;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>
/// Compares encoded tracks with the packets of the source. An original may be deleted only if nothing is missing, so a
/// false warning is better than a missed one. Pure.
/// </summary>
internal static class Shortfalls
{
    // Containers round times, encoders add padding, and the last frame of a track may have any length.
    private const double SecondsTolerance = 0.5;
    private const double SecondsToleranceShare = 0.001;

    // Decoders need keyframes: an open GOP at the start loses two or three frames that no player shows.
    private const int FrameTolerance = 3;

    // Rounding in the container can put two frames at the same time, at most once per file.
    private const int HiddenFrameTolerance = 1;

    private const int LoudSecondsTolerance = 1;
    private const double LoudSecondsToleranceShare = 0.02;

    /// <param name="plan">What was planned.</param>
    /// <param name="expectedContent">The expected content of the source.</param>
    /// <param name="length">Length of the encoded video.</param>
    /// <param name="count">How many frames were decoded; null if the video was copied without re-encoding.</param>
    public static IEnumerable<string> Video(
        EncodePlan plan,
        ExpectedContent expectedContent,
        TimeSpan length,
        DecodedFrames? count
    )
    {
        var expected = expectedContent.Of(plan.SourceVideoIndex);
        if (!expectedContent.TimesJump && expected.End is { } end && IsLess(length.TotalSeconds, end))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The video is too short: {length.TotalSeconds:0.0} of {end:0.0} seconds were encoded."
            );
        }

        if (count is not { } frames)
        {
            yield break;
        }

        // A packet of interlaced video may be a single field.
        var packets = plan.Video.Interlaced ? expected.Packets / 2 : expected.Packets;
        if (HasOneFramePerPacket(plan.Video.Codec) && packets - frames.Decoded > FrameTolerance)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{packets - frames.Decoded:#,0} of {packets:#,0} video frames could not be decoded."
            );
        }

        if (IsConstant(plan) && frames.Decoded - frames.Shown > HiddenFrameTolerance)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{frames.Decoded - frames.Shown:#,0} of {frames.Decoded:#,0} frames are not shown: their timestamps conflict."
            );
        }
    }

    /// <param name="name">What the track is called at the start of a sentence.</param>
    /// <param name="expected">Its expected content.</param>
    /// <param name="audio">The encoded track.</param>
    public static string? Audio(string name, ExpectedTrack expected, EncodedAudio audio)
    {
        if (expected.Seconds is { } seconds && IsLess(audio.Decoded.TotalSeconds, seconds))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{name} is too short: {audio.Decoded.TotalSeconds:0.0} of {seconds:0.0} seconds could be decoded."
            );
        }

        var silent = audio.LoudSeconds - audio.HeardSeconds;
        return silent > LoudSecondsTolerance + LoudSecondsToleranceShare * audio.LoudSeconds
            ? $"{name} is silent for about {silent} seconds in which the original isn't."
            : null;
    }

    // VP8 stores hidden reference frames in separate packets.
    private static bool HasOneFramePerPacket(string codec) => codec != "vp8";

    // With a variable rate, frames that come faster than the result's rate are dropped by design; with a halved rate,
    // every other frame is.
    private static bool IsConstant(EncodePlan plan) =>
        plan.Video is { GridRate: { } grid, AverageRate: { } average }
        && Math.Abs(grid.PerSecond / average.PerSecond - 1) < 0.001
        && Math.Abs(grid.PerSecond / plan.Chunks.Rate.PerSecond - 1) < 0.001;

    private static bool IsLess(double actual, double expected) =>
        expected - actual > SecondsTolerance + SecondsToleranceShare * expected;
}
