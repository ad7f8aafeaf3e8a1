using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Text;

namespace StreamVault.Core.Tags;

/// <summary>Reads and writes tags within the caller's transaction.</summary>
internal static class TagRows
{
    /// <summary>Finds the tags with these names, ignoring case and accents, and creates those that don't exist.</summary>
    /// <param name="database">The context; the caller holds its write lock. New tags are saved.</param>
    /// <param name="kind">Tags or people.</param>
    /// <param name="names">Valid names.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Tag>> FindOrAddAsync(
        StreamVaultDbContext database,
        TagKind kind,
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    )
    {
        var tags = new List<Tag>(await FindAsync(database, kind, names, cancellationToken));
        foreach (var name in names)
        {
            var key = FoldedText.Of(name);
            if (!tags.Exists(tag => tag.Key == key))
            {
                tags.Add(new Tag { Kind = kind, Name = name });
                database.Tags.Add(tags[^1]);
            }
        }

        await database.SaveChangesAsync(cancellationToken);
        return tags;
    }

    /// <summary>Finds the tags with these names, ignoring case and accents.</summary>
    public static async Task<IReadOnlyList<Tag>> FindAsync(
        StreamVaultDbContext database,
        TagKind kind,
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    )
    {
        var keys = names.Select(FoldedText.Of).Distinct().ToArray();
        return keys.Length == 0
            ? []
            : await database
                .Tags.Where(tag => tag.Kind == kind && keys.Contains(tag.Key))
                .ToListAsync(cancellationToken);
    }
}
