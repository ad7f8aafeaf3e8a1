using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    /// <summary>
    /// Accepts a complete upload although the library already has the same bytes. To drop it instead, call
    /// <see cref="RemoveAsync"/>.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="id">The upload.</param>
    /// <param name="cancellationToken">Stops waiting for another request. A saved decision stays.</param>
    /// <returns>
    /// The same as <see cref="LookAsync"/>, or <see cref="ResumeOutcome.NothingToDecide"/> while bytes are missing. Safe to
    /// repeat.
    /// </returns>
    public Task<ResumeOutcome> AddAnywayAsync(Guid user, Guid id, CancellationToken cancellationToken) =>
        WithLockAsync(
            user,
            id,
            async (upload, offset, held) =>
            {
                if (offset != upload.Length)
                {
                    return new ResumeOutcome.NothingToDecide();
                }

                await AllowDuplicateAsync(upload);
                return await FinishAsync(upload, held);
            },
            cancellationToken
        );

    // Saved first: after a crash the user must not be asked again.
    private async Task AllowDuplicateAsync(ResumableUpload upload)
    {
        await using var database = await _databases.CreateDbContextAsync();
        await database
            .ResumableUploads.Where(row => row.Id == upload.Id)
            .ExecuteUpdateAsync(row =>
                row.SetProperty(one => one.AllowDuplicate, true).SetProperty(one => one.DuplicateOf, (VideoId?)null)
            );
        (upload.AllowDuplicate, upload.DuplicateOf) = (true, null);
    }

    // The video with the same bytes, as long as the sender has to decide and its files exist.
    private async Task<Video?> FindDuplicateAsync(ResumableUpload upload)
    {
        if (upload.DuplicateOf is not { } existing || !IsDuplicate(upload))
        {
            return null;
        }

        await using var database = await _databases.CreateDbContextAsync();
        return await database.Videos.AsNoTracking().SingleOrDefaultAsync(video => video.Id == existing);
    }

    private bool IsDuplicate(ResumableUpload upload) =>
        upload.DuplicateOf is { } existing && _storage.HoldsContentOf(existing);
}
