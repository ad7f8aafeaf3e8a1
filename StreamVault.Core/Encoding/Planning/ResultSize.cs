namespace StreamVault.Core.Encoding.Planning;

/// <summary>The maximum size of an encoded result. Pure.</summary>
internal static class ResultSize
{
    /// <returns>The bytes of all variant streams if every rung reaches its ceiling. Poster and playlists are negligible.</returns>
    /// <param name="rungs">The qualities, best first.</param>
    /// <param name="alternativeAudio">The number of alternative audio tracks; each has the bitrate of the best rung's.</param>
    /// <param name="subtitles">The number of subtitle tracks.</param>
    /// <param name="duration">The length of the video.</param>
    public static long AtMost(IReadOnlyList<Rung> rungs, int alternativeAudio, int subtitles, TimeSpan duration)
    {
        var kilobits =
            rungs.Sum(rung => rung.VideoKilobits + rung.AudioKilobits) + alternativeAudio * rungs[0].AudioKilobits;
        return (long)(duration.TotalSeconds * kilobits * 1000 / 8) + subtitles * SubtitleBudget.BytesFor(duration);
    }
}
