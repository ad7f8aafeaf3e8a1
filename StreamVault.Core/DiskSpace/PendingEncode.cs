namespace StreamVault.Core.DiskSpace;

/// <summary>The change in disk usage by a waiting encode.</summary>
/// <param name="Result">The maximum size of its result in bytes.</param>
/// <param name="Source">The size of its source in bytes.</param>
internal readonly record struct PendingEncode(long Result, long Source)
{
    /// <returns>
    /// The most space that all of them need until the last is ready. Each is written twice, as chunks and then as the result,
    /// and its source is deleted only afterwards, which frees space for the next.
    /// </returns>
    /// <param name="all">The waiting encodes.</param>
    /// <param name="originalsStay">Whether sources are kept.</param>
    /// <param name="atOnce">How many are encoded at the same time.</param>
    public static long RequiredBytes(IReadOnlyCollection<PendingEncode> all, bool originalsStay, int atOnce) =>
        all.Sum(one => one.NetGrowth(originalsStay))
        + all.Select(one => 2 * one.Result - one.NetGrowth(originalsStay)).OrderDescending().Take(atOnce).Sum();

    private long NetGrowth(bool originalsStay) => originalsStay ? Result : Math.Max(0, Result - Source);
}
