namespace StreamVault.Core.Encoding.Planning;

/// <summary>How large the encoded result of a source can get. Pure.</summary>
internal static class ResultSize
{
    /// <returns>Bytes of all variant streams if every rung takes all it may; the poster and playlists are next to nothing.</returns>
    /// <param name="rungs">The qualities, best first.</param>
    /// <param name="otherSounds">How many sound tracks there are beside the first; each is as good as the best rung's.</param>
    /// <param name="subtitles">How many tracks of subtitles there are.</param>
    /// <param name="duration">How long it plays.</param>
    public static long AtMost(IReadOnlyList<Rung> rungs, int otherSounds, int subtitles, TimeSpan duration)
    {
        var kilobits =
            rungs.Sum(rung => rung.VideoKilobits + rung.AudioKilobits) + otherSounds * rungs[0].AudioKilobits;
        return (long)(duration.TotalSeconds * kilobits * 1000 / 8) + subtitles * SubtitleBudget.BytesFor(duration);
    }
}
