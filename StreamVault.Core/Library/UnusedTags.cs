using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Library;

/// <summary>Tags and people that no video has any more.</summary>
public static class UnusedTags
{
    /// <summary>Deletes them. People with a face are kept.</summary>
    /// <returns>The number of deleted tags.</returns>
    public static Task<int> RemoveAsync(StreamVaultDbContext database, CancellationToken cancellationToken) =>
        database
            .Tags.Where(tag => tag.Face == null && !database.VideoTags.Any(link => link.TagId == tag.Id))
            .ExecuteDeleteAsync(cancellationToken);
}
