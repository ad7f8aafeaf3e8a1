namespace StreamVault.Core.DiskSpace;

/// <summary>How a waiting encode will change disk usage.</summary>
/// <param name="Result">The maximum size of its result in bytes.</param>
/// <param name="Source">The size of its source in bytes.</param>
internal readonly record struct PendingEncode(long Result, long Source)
{
    /// <returns>
    /// The peak disk space needed to finish all waiting encodes. While an encode runs, its chunks and its result are both on
    /// disk. Its source, unless kept, is deleted afterwards and frees space for the next.
    /// </returns>
    /// <param name="all">The waiting encodes.</param>
    /// <param name="originalsStay">Whether originals are kept.</param>
    /// <param name="atOnce">How many are encoded at the same time.</param>
    public static long RequiredBytes(IReadOnlyCollection<PendingEncode> all, bool originalsStay, int atOnce) =>
        all.Sum(one => one.NetGrowth(originalsStay))
        + all.Select(one => 2 * one.Result - one.NetGrowth(originalsStay)).OrderDescending().Take(atOnce).Sum();

    private long NetGrowth(bool originalsStay) => originalsStay ? Result : Math.Max(0, Result - Source);
}
