using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    /// <summary>
    /// Makes a video of a complete upload although the library holds the same content. Not wanting it is
    /// <see cref="RemoveAsync"/>.
    /// </summary>
    /// <param name="user">Who decides.</param>
    /// <param name="id">The upload.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn; what is decided stays decided.</param>
    /// <returns>
    /// What <see cref="LookAsync"/> would say, or <see cref="ResumeOutcome.NothingToDecide"/> while bytes are missing. Safe to
    /// repeat.
    /// </returns>
    public Task<ResumeOutcome> AddAnywayAsync(Guid user, Guid id, CancellationToken cancellationToken) =>
        InTurnAsync(
            user,
            id,
            async (upload, offset, turn) =>
            {
                if (offset != upload.Length)
                {
                    return new ResumeOutcome.NothingToDecide();
                }

                await AllowDuplicateAsync(upload);
                return await FinishAsync(upload, turn);
            },
            cancellationToken
        );

    // Written down before it is done: a crash in between must not ask the person again.
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

    // The video with the same content, as long as nobody has decided and its files are there.
    private async Task<Video?> TwinAsync(ResumableUpload upload)
    {
        if (upload.DuplicateOf is not { } twin || !HasTwin(upload))
        {
            return null;
        }

        await using var database = await _databases.CreateDbContextAsync();
        return await database.Videos.AsNoTracking().SingleOrDefaultAsync(video => video.Id == twin);
    }
}
