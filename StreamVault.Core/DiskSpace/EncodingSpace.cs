using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;

namespace StreamVault.Core.DiskSpace;

/// <summary>Reserves disk space for encodes, so that uploads and other encodes don't use it. Thread-safe.</summary>
internal sealed class EncodingSpace(VaultStorage storage, SpaceReservations reservations, RunningJobs running)
{
    /// <summary>Reserves the space that an encode still needs.</summary>
    /// <returns>Dispose it when the encode ends.</returns>
    /// <exception cref="EncodingFailedException">There is not enough unreserved space.</exception>
    public SpaceReservation Reserve(JobLease lease, EncodeWork work)
    {
        var existing = VaultStorage.SizeOf(storage.AttemptFolder(lease.Video, lease.Token));
        var copy = new FileInfo(work.Folder.CopyPath);
        var reservation = new SpaceReservation(
            reservations,
            running,
            lease,
            ResultSize.AtMost(
                work.Plan.Rungs,
                work.Plan.OtherAudio.Count,
                work.Plan.Subtitles.Count,
                work.Plan.Chunks.Duration
            ),
            existing - (copy.Exists ? copy.Length : 0)
        );
        var refusal = reservations.Reserve(
            lease.Token,
            () => reservation.RemainingBytes,
            () => Refusal(lease, reservation.RemainingBytes)
        );
        return refusal is null ? reservation : throw new EncodingFailedException(refusal);
    }

    private JobFailure? Refusal(JobLease lease, long needed)
    {
        var reserved = reservations.ReservedBytes(lease.Token);
        var free = storage.FreeBytes;
        return needed + reserved > free ? FailureReasons.DiskLow(needed, free, reserved) : null;
    }
}
