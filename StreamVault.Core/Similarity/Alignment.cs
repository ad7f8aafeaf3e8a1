namespace StreamVault.Core.Similarity;

/// <summary>How the hashes of two videos overlap.</summary>
/// <param name="Offset">The index in the second video that shows the same moment as index 0 of the first.</param>
/// <param name="Compared">The number of frames of the overlap that aren't flat in either video.</param>
/// <param name="Matched">The number of those that match.</param>
internal readonly record struct Alignment(int Offset, int Compared, int Matched)
{
    /// <summary>The share of the compared frames that match, from 0 to 1.</summary>
    public double MatchRatio => Compared == 0 ? 0 : (double)Matched / Compared;

    /// <summary>The overlap in time.</summary>
    /// <param name="first">The number of hashes of the first video.</param>
    /// <param name="second">The number of hashes of the second video.</param>
    public Overlap Overlap(int first, int second)
    {
        var (inFirst, inSecond) = (Math.Max(0, -Offset), Math.Max(0, Offset));
        var length = Math.Min(first - inFirst, second - inSecond);
        return new Overlap(
            inFirst * Fingerprint.Interval,
            inSecond * Fingerprint.Interval,
            length * Fingerprint.Interval
        );
    }
}

/// <summary>The part of two videos that seems to show the same moment.</summary>
/// <param name="InFirst">Where it starts in the first video.</param>
/// <param name="InSecond">Where it starts in the second video.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct Overlap(TimeSpan InFirst, TimeSpan InSecond, TimeSpan Length);
