using System.Globalization;

namespace StreamVault.Core.Encoding;

/// <summary>
/// Compares what came out of an encode with what the source's packets promise, track by track. An original may be deleted only
/// where nothing is missing, so a sentence too many is better than one too few. Pure.
/// </summary>
internal static class Shortfalls
{
    // Containers round, encoders lead in and run out, and the last frame of a track lasts as long as a writer likes.
    private const double SecondsOff = 0.5;
    private const double SecondsOffShare = 0.001;

    // Decoders need key frames: an open group at the start loses two or three pictures that nobody ever saw.
    private const int PicturesOff = 3;

    // Where two pictures fall on one frame, the container rounded; that is no more than one in a whole file.
    private const int HiddenOff = 1;

    private const int LoudSecondsOff = 1;
    private const double LoudSecondsOffShare = 0.02;

    /// <param name="plan">What was planned.</param>
    /// <param name="promise">What the source promises.</param>
    /// <param name="length">Length of the picture that came out.</param>
    /// <param name="count">How many pictures were decoded; null where the picture was passed on as it is.</param>
    public static IEnumerable<string> Picture(
        EncodePlan plan,
        SourcePromise promise,
        TimeSpan length,
        PictureCount? count
    )
    {
        var promised = promise.Of(plan.SourcePicture);
        if (!promise.TimesJump && promised.End is { } end && IsLess(length.TotalSeconds, end))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The picture is too short: {length.TotalSeconds:0.0} of {end:0.0} seconds came out."
            );
        }

        if (count is not { } pictures)
        {
            yield break;
        }

        // A packet of an interlaced picture may be a single field.
        var least = plan.Picture.Interlaced ? promised.Packets / 2 : promised.Packets;
        if (HasOnePicturePerPacket(plan.Picture.Codec) && least - pictures.Decoded > PicturesOff)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{least - pictures.Decoded:#,0} of {least:#,0} frames of the picture could not be decoded."
            );
        }

        if (IsConstant(plan) && pictures.Decoded - pictures.Shown > HiddenOff)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{pictures.Decoded - pictures.Shown:#,0} of {pictures.Decoded:#,0} frames are not shown: their time stamps contradict each other."
            );
        }
    }

    /// <param name="name">What the track is called at the start of a sentence.</param>
    /// <param name="promised">What the source promises of it.</param>
    /// <param name="sound">What came of it.</param>
    public static string? Sound(string name, TrackPromise promised, FinishedSound sound)
    {
        if (promised.Seconds is { } seconds && IsLess(sound.Decoded.TotalSeconds, seconds))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{name} is too short: {sound.Decoded.TotalSeconds:0.0} of {seconds:0.0} seconds could be decoded."
            );
        }

        var silent = sound.LoudSeconds - sound.HeardSeconds;
        return silent > LoudSecondsOff + LoudSecondsOffShare * sound.LoudSeconds
            ? $"{name} is silent for about {silent} seconds in which the uploaded file is not."
            : null;
    }

    // VP8 hides reference pictures in packets of their own.
    private static bool HasOnePicturePerPacket(string codec) => codec != "vp8";

    // Of a variable rate, pictures that follow each other faster than the result's rate are passed over by intention; of a
    // halved rate, every other one.
    private static bool IsConstant(EncodePlan plan) =>
        plan.Picture is { GridRate: { } grid, AverageRate: { } average }
        && Math.Abs(grid.PerSecond / average.PerSecond - 1) < 0.001
        && Math.Abs(grid.PerSecond / plan.Chunks.Rate.PerSecond - 1) < 0.001;

    private static bool IsLess(double came, double promised) =>
        promised - came > SecondsOff + SecondsOffShare * promised;
}
