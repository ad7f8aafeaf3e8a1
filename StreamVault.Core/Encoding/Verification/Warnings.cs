using System.Globalization;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Subtitles;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>What a person should know although the video plays. Pure.</summary>
internal static class Warnings
{
    private const double LeastSeconds = 1;
    private const double LeastShare = 0.02;

    private const string Joined =
        "A second file is appended to this one and was left out. Split the file and upload each part.";

    private const string Jumping = "Its time stamps jump, as in joined files. Check that the video is complete.";

    /// <returns>Sentences, or null if all is well.</returns>
    /// <param name="plan">What the source promised.</param>
    /// <param name="tracks">What could be read of it.</param>
    public static string? Of(EncodePlan plan, EncodedTracks tracks)
    {
        var length = plan.Chunks.Rate.TimeOf(tracks.Frames.Sum());
        var endsEarly = EndsEarly(plan.Chunks.Duration, length) ? Short(plan.Chunks.Duration, length) : null;
        var missing = tracks.Audio.Select(sound => AudioGap(sound, length)).ToList();
        string?[] all =
        [
            plan.Warning,
            tracks.Expected.HoldsAnotherFile ? Joined : null,
            // Already reported if pauses were removed or parts were joined.
            tracks.Expected
                is { TimesJump: true, HoldsAnotherFile: false }
            && plan.Warning?.Contains("time stamps", StringComparison.Ordinal) != true
                ? Jumping
                : null,
            endsEarly,
            // Where a file is cut off its last picture is cut as well, which is no news then.
            tracks.Damage
                is { } damage
            && (damage.Lost > TimeSpan.Zero || endsEarly is null)
                ? MissingVideo(damage)
                : null,
            // Not reported again if damage explains it.
            .. endsEarly is null && tracks.Damage is null
                ? Shortfalls.Video(plan, tracks.Expected, length, tracks.DecodedFrames)
                : [],
            .. ShapeShortfalls.Of(plan, tracks.Expected.KeyFrames),
            .. missing,
            .. tracks
                .Audio.Where(sound => sound.HasAudio && missing[sound.Number] is null)
                .Select(sound =>
                    Shortfalls.Audio(Name(sound), tracks.Expected.Of(plan.SourceAudioIndexes[sound.Number]), sound)
                ),
            .. tracks.Subtitles.SelectMany(one => Subtitles(one, tracks.Expected.Of(one.Track.Index).Packets)),
        ];
        return Array.Exists(all, warning => warning is not null)
            ? string.Join(' ', all.OfType<string>().Append("The uploaded file is kept."))
            : null;
    }

    /// <summary>Whether so little could be read that it is told by itself, whatever FFmpeg says.</summary>
    public static bool EndsEarly(TimeSpan promised, TimeSpan read) => IsLess(read.TotalSeconds, promised.TotalSeconds);

    private static string Short(TimeSpan promised, TimeSpan read) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The file ends early: {read.TotalSeconds:0} of {promised.TotalSeconds:0} seconds could be read. The rest is missing or damaged."
        );

    private static string MissingVideo(FrameDamage damage)
    {
        if (damage.Lost == TimeSpan.Zero)
        {
            return $"The file is damaged: the picture is disturbed somewhere between {Clock(damage.First)} and {Clock(damage.Last)}.";
        }

        var lost = damage.Lost.TotalSeconds.ToString(
            damage.Lost.TotalSeconds < 9.95 ? "0.0" : "0",
            CultureInfo.InvariantCulture
        );
        return damage.Places == 1
            ? $"The file is damaged: {lost} seconds of the picture are missing at {Clock(damage.First)}."
            : $"The file is damaged: {lost} seconds of the picture are missing in {damage.Places} places, the first at {Clock(damage.First)}.";
    }

    private static IEnumerable<string> Subtitles(ExtractedSubtitles subtitles, long packets)
    {
        if (subtitles.OmittedTracks is { } reason)
        {
            // Leaving out an empty track loses nothing.
            if (subtitles.Cues.Count > 0 || packets > 0)
            {
                yield return $"Subtitle track {subtitles.Number} was left out: {reason}.";
            }

            yield break;
        }

        if (2 * subtitles.Cues.Count < packets)
        {
            yield return $"Only {subtitles.Cues.Count} of {packets} cues of subtitle track {subtitles.Number} could be read.";
        }

        if (subtitles.LostTexts > 0)
        {
            yield return $"Subtitle track {subtitles.Number} lost text in {subtitles.LostTexts} "
                + $"{(subtitles.LostTexts == 1 ? "place" : "places")}: text after a blank line can't be shown.";
        }
    }

    private static string Name(EncodedAudio sound) =>
        sound.Number == 0 ? "The audio" : $"Audio track {sound.Number + 1}";

    private static string? AudioGap(EncodedAudio sound, TimeSpan length)
    {
        if (!sound.HasAudio)
        {
            return $"{Name(sound)} is missing: none of it could be decoded.";
        }

        // A track may have pauses by intention; together with a complaint of the decoder they are none.
        var end = sound.Track.End is { } told && told < length ? told : length;
        var promised = (end - sound.Track.Begin).TotalSeconds;
        return sound.HasErrors && IsLess(sound.Decoded.TotalSeconds, promised)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Name(sound)} has gaps: {promised - sound.Decoded.TotalSeconds:0} of {promised:0} seconds could not be decoded."
            )
            : null;
    }

    private static bool IsLess(double read, double expected) =>
        expected - read > LeastSeconds && expected - read > LeastShare * expected;

    private static string Clock(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
