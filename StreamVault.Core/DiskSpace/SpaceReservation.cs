using StreamVault.Core.Jobs;

namespace StreamVault.Core.DiskSpace;

/// <summary>Disk space that is reserved for an encode until disposed.</summary>
/// <param name="reservations">All reservations.</param>
/// <param name="running">The progress of running jobs.</param>
/// <param name="lease">The lease of the encode.</param>
/// <param name="resultBytes">The maximum size of the result in bytes.</param>
/// <param name="existingBytes">The size of the files left by an earlier attempt in bytes.</param>
internal sealed class SpaceReservation(
    SpaceReservations reservations,
    RunningJobs running,
    JobLease lease,
    long resultBytes,
    long existingBytes
) : IDisposable
{
    /// <summary>
    /// The bytes that the encode will still write. Everything is written twice, as chunks and then as the result.
    /// </summary>
    public long RemainingBytes
    {
        get
        {
            var written = (long)(resultBytes * (running.Latest(lease.Job)?.Fraction ?? 0));
            return Math.Max(0, 2 * resultBytes - Math.Max(existingBytes, written));
        }
    }

    /// <inheritdoc />
    public void Dispose() => reservations.Release(lease.Token);
}
