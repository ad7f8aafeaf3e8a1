namespace StreamVault.Core.DiskSpace;

/// <summary>How a waiting encode will change disk usage.</summary>
/// <param name="MaxResultBytes">The maximum size of its result in bytes.</param>
/// <param name="SourceBytes">The size of its source in bytes.</param>
internal readonly record struct PendingEncode(long MaxResultBytes, long SourceBytes)
{
    /// <returns>
    /// The peak disk space needed to finish all waiting encodes. While an encode runs, its chunks and its result are both on
    /// disk. Its source, unless kept, is deleted afterwards and frees space for the next.
    /// </returns>
    /// <param name="pending">The waiting encodes.</param>
    /// <param name="keepOriginals">Whether originals are kept.</param>
    /// <param name="workers">How many encodes run at the same time.</param>
    public static long RequiredBytes(IReadOnlyCollection<PendingEncode> pending, bool keepOriginals, int workers) =>
        pending.Sum(encode => encode.NetGrowth(keepOriginals))
        + pending
            .Select(encode => 2 * encode.MaxResultBytes - encode.NetGrowth(keepOriginals))
            .OrderDescending()
            .Take(workers)
            .Sum();

    private long NetGrowth(bool keepOriginals) =>
        keepOriginals ? MaxResultBytes : Math.Max(0, MaxResultBytes - SourceBytes);
}
