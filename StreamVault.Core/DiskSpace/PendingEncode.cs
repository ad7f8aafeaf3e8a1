namespace StreamVault.Core.DiskSpace;

/// <summary>What a video that waits to be prepared will change on the disk.</summary>
/// <param name="Result">What its result comes to at most, in bytes.</param>
/// <param name="Source">The size of its source, in bytes.</param>
internal readonly record struct PendingEncode(long Result, long Source)
{
    /// <returns>
    /// The room that all of them take at most until the last is ready. Each is written twice, as chunks and then as the
    /// result, and only then its source goes; so what goes makes room for the next.
    /// </returns>
    /// <param name="all">The videos.</param>
    /// <param name="originalsStay">Whether sources are kept.</param>
    /// <param name="atOnce">How many are prepared side by side.</param>
    public static long RequiredBytes(IReadOnlyCollection<PendingEncode> all, bool originalsStay, int atOnce) =>
        all.Sum(one => one.NetGrowth(originalsStay))
        + all.Select(one => 2 * one.Result - one.NetGrowth(originalsStay)).OrderDescending().Take(atOnce).Sum();

    private long NetGrowth(bool originalsStay) => originalsStay ? Result : Math.Max(0, Result - Source);
}
