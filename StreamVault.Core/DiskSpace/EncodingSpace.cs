using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;

namespace StreamVault.Core.DiskSpace;

/// <summary>Promises room on the disk to encodes, so that neither uploads nor other encodes take it meanwhile. Thread-safe.</summary>
internal sealed class EncodingSpace(VaultStorage storage, SpaceReservations reservations, RunningJobs running)
{
    /// <summary>Promises an encode what it will still write.</summary>
    /// <returns>To be disposed when the encode ends, however it does.</returns>
    /// <exception cref="EncodingFailedException">It does not fit, others' promised room left alone: with the numbers.</exception>
    public SpaceReservation Reserve(JobLease lease, EncodeWork work)
    {
        var there = VaultStorage.SizeOf(storage.AttemptFolder(lease.Video, lease.Token));
        var copy = new FileInfo(work.Folder.CopyPath);
        var room = new SpaceReservation(
            reservations,
            running,
            lease,
            ResultSize.AtMost(
                work.Plan.Rungs,
                work.Plan.OtherAudio.Count,
                work.Plan.Subtitles.Count,
                work.Plan.Chunks.Duration
            ),
            there - (copy.Exists ? copy.Length : 0)
        );
        var refusal = reservations.Reserve(
            lease.Token,
            () => room.RemainingBytes,
            () => Refusal(lease, room.RemainingBytes)
        );
        return refusal is null ? room : throw new EncodingFailedException(refusal);
    }

    private JobFailure? Refusal(JobLease lease, long needed)
    {
        var promised = reservations.ReservedBytes(lease.Token);
        var free = storage.FreeBytes;
        return needed + promised > free ? FailureReasons.DiskLow(needed, free, promised) : null;
    }
}
