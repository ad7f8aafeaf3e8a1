using StreamVault.Core.Jobs;

namespace StreamVault.Core.DiskSpace;

/// <summary>Room that is promised to an encode until disposed.</summary>
/// <param name="reservations">Where it is promised.</param>
/// <param name="running">How far the encode is.</param>
/// <param name="lease">The encode.</param>
/// <param name="resultBytes">What the result comes to at most, in bytes.</param>
/// <param name="existingBytes">What an earlier attempt left to go on with, in bytes.</param>
internal sealed class SpaceReservation(
    SpaceReservations reservations,
    RunningJobs running,
    JobLease lease,
    long resultBytes,
    long existingBytes
) : IDisposable
{
    /// <summary>
    /// Bytes that the encode will still write: everything is written twice, as finished chunks and then as the result.
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
