using Microsoft.Extensions.Options;
using StreamVault.Core.DiskSpace;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>Decides by size and disk space whether a file may be received, and reserves its space. Thread-safe.</summary>
public sealed class UploadAdmission(
    VaultStorage storage,
    PendingEncodes pending,
    SpaceReservations reservations,
    IOptions<UploadOptions> options
)
{
    internal long MaxBytes => options.Value.MaxBytes;

    /// <summary>Checks a new file of this size.</summary>
    /// <returns>
    /// Null if it would be accepted now, else <see cref="UploadOutcome.TooLarge"/> or
    /// <see cref="UploadOutcome.NotEnoughSpace"/>.
    /// </returns>
    public UploadOutcome? CheckNew(long bytes) => CheckSize(bytes) ?? ToOutcome(ShortageForNew(bytes));

    /// <summary>Checks the rest of an upload that has started.</summary>
    /// <param name="bytes">How many bytes are missing.</param>
    /// <param name="upload">The upload; the space reserved for it is available to it.</param>
    /// <returns>Null if they would be accepted now, else <see cref="UploadOutcome.NotEnoughSpace"/>.</returns>
    public UploadOutcome? CheckRest(long bytes, Guid upload) => ToOutcome(Shortage(bytes, upload));

    /// <summary>Checks a file against the largest accepted size.</summary>
    internal UploadOutcome? CheckSize(long bytes) => bytes > MaxBytes ? new UploadOutcome.TooLarge(MaxBytes) : null;

    /// <summary>Checks the space for an upload that has not started.</summary>
    /// <param name="bytes">Its size.</param>
    /// <param name="reserved">
    /// What is reserved for uploads and encodes; null for this process's own <see cref="SpaceReservations"/>.
    /// </param>
    // The space of pending encodes is withheld only from new uploads; uploads that have started continue.
    internal SpaceShortage? ShortageForNew(long bytes, long? reserved = null) =>
        ShortageOf(bytes, (reserved ?? reservations.ReservedBytes()) + pending.Bytes);

    /// <summary>Checks the space for bytes that are yet to be received.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="upload">The upload they belong to; null for none.</param>
    internal SpaceShortage? Shortage(long bytes, Guid? upload = null) =>
        ShortageOf(bytes, reservations.ReservedBytes(upload));

    /// <summary>The numbers after a write failed, even if the free space seems to be enough, as with a quota.</summary>
    /// <inheritdoc cref="Shortage"/>
    internal SpaceShortage ShortageOnFullDisk(long bytes, Guid? upload = null) =>
        Shortage(bytes, upload) ?? new SpaceShortage(Math.Max(1, bytes), 0);

    /// <summary>Reserves the space of a new file unless it is refused.</summary>
    internal UploadOutcome? Reserve(Guid upload, long bytes) =>
        reservations.Reserve(upload, () => bytes, () => CheckNew(bytes));

    /// <summary>Reserves the space of a file, even above the largest accepted size, unless the disk has too little.</summary>
    internal SpaceShortage? ReserveSpace(Guid upload, long bytes) =>
        reservations.Reserve(upload, () => bytes, () => ShortageForNew(bytes));

    /// <summary>Sets how many bytes of an upload are missing.</summary>
    internal void SetRemaining(Guid upload, long bytes) => reservations.Update(upload, bytes);

    /// <summary>Ends the reservation of an upload. Safe to repeat.</summary>
    internal void Release(Guid upload) => reservations.Release(upload);

    private SpaceShortage? ShortageOf(long bytes, long reserved)
    {
        var needed = bytes + reserved + options.Value.ReserveBytes;
        var free = storage.FreeBytes;
        return needed > free ? new SpaceShortage(needed, free, reserved) : null;
    }

    private static UploadOutcome.NotEnoughSpace? ToOutcome(SpaceShortage? shortage) =>
        shortage is null ? null : new UploadOutcome.NotEnoughSpace(shortage);
}
