using System.Globalization;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Subtitles;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>Builds the warning of a video that plays but is not perfect. Pure.</summary>
internal static class Warnings
{
    private const double MinSeconds = 1;
    private const double MinShare = 0.02;

    private const string Joined =
        "A second file is appended to this one and was left out. Split the file and upload each part.";

    private const string Jumping = "Its timestamps jump, as in joined files. Check that the video is complete.";

    /// <returns>Sentences; null if there is nothing to report.</returns>
    /// <param name="plan">The plan.</param>
    /// <param name="tracks">The encoded tracks.</param>
    public static string? Of(EncodePlan plan, EncodedTracks tracks)
    {
        var length = plan.Chunks.Rate.TimeOf(tracks.Frames.Sum());
        var endsEarly = EndsEarly(plan.Chunks.Duration, length) ? Short(plan.Chunks.Duration, length) : null;
        var missing = tracks.Audio.Select(audio => AudioGap(audio, length)).ToList();
        string?[] all =
        [
            plan.Warning,
            tracks.Expected.HoldsAnotherFile ? Joined : null,
            // Already reported if pauses were removed or parts were joined.
            tracks.Expected
                is { TimesJump: true, HoldsAnotherFile: false }
            && plan.Warning?.Contains("stamps jump", StringComparison.Ordinal) != true
                ? Jumping
                : null,
            endsEarly,
            // A truncated file also has a truncated last frame, which needs no second sentence.
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
                .Audio.Where(audio => audio.HasAudio && missing[audio.Number] is null)
                .Select(audio =>
                    Shortfalls.Audio(Name(audio), tracks.Expected.Of(plan.SourceAudioIndexes[audio.Number]), audio)
                ),
            .. tracks.Subtitles.SelectMany(one => Subtitles(one, tracks.Expected.Of(one.Track.Index).Packets)),
        ];
        return Array.Exists(all, warning => warning is not null)
            ? string.Join(' ', all.OfType<string>().Append("The uploaded file is kept."))
            : null;
    }

    /// <summary>Whether so much is missing that it is reported even if FFmpeg reported no error.</summary>
    public static bool EndsEarly(TimeSpan expected, TimeSpan read) => IsLess(read.TotalSeconds, expected.TotalSeconds);

    private static string Short(TimeSpan expected, TimeSpan read) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The file ends early: {read.TotalSeconds:0} of {expected.TotalSeconds:0} seconds could be read. The rest is missing or damaged."
        );

    private static string MissingVideo(FrameDamage damage)
    {
        if (damage.Lost == TimeSpan.Zero)
        {
            return $"The file is damaged: the video is corrupt somewhere between {Clock(damage.First)} and {Clock(damage.Last)}.";
        }

        var lost = damage.Lost.TotalSeconds.ToString(
            damage.Lost.TotalSeconds < 9.95 ? "0.0" : "0",
            CultureInfo.InvariantCulture
        );
        return damage.Places == 1
            ? $"The file is damaged: {lost} seconds of video are missing at {Clock(damage.First)}."
            : $"The file is damaged: {lost} seconds of video are missing in {damage.Places} places, the first at {Clock(damage.First)}.";
    }

    private static IEnumerable<string> Subtitles(ExtractedSubtitles subtitles, long packets)
    {
        if (subtitles.OmissionReason is { } reason)
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

    private static string Name(EncodedAudio audio) =>
        audio.Number == 0 ? "The audio" : $"Audio track {audio.Number + 1}";

    private static string? AudioGap(EncodedAudio audio, TimeSpan length)
    {
        if (!audio.HasAudio)
        {
            return $"{Name(audio)} is missing: none of it could be decoded.";
        }

        // A track may have intended pauses; if the decoder reported errors, they are gaps.
        var end = audio.Track.End is { } trackEnd && trackEnd < length ? trackEnd : length;
        var expected = (end - audio.Track.Begin).TotalSeconds;
        return audio.HasErrors && IsLess(audio.Decoded.TotalSeconds, expected)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Name(audio)} has gaps: {expected - audio.Decoded.TotalSeconds:0} of {expected:0} seconds could not be decoded."
            )
            : null;
    }

    private static bool IsLess(double read, double expected) =>
        expected - read > MinSeconds && expected - read > MinShare * expected;

    private static string Clock(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
