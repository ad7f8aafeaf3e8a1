using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Text;

namespace StreamVault.Core.Integrity;

/// <summary>
/// The tags and people of a database while videos are restored. They are read once: a query for each name of each video
/// would take most of the time of a rebuild.
/// </summary>
internal sealed class RestoredTags
{
    private readonly Dictionary<(TagKind Kind, string Key), Tag> _tags;

    private RestoredTags(Dictionary<(TagKind Kind, string Key), Tag> tags) => _tags = tags;

    /// <summary>Reads all tags. The context tracks them until it is cleared; their ids stay valid.</summary>
    public static async Task<RestoredTags> ReadAsync(
        StreamVaultDbContext database,
        CancellationToken cancellationToken
    ) => new(await database.Tags.ToDictionaryAsync(tag => (tag.Kind, tag.Key), cancellationToken));

    /// <summary>Finds a tag, or adds it to the context. The caller saves.</summary>
    /// <returns>Null if the name can't be a tag.</returns>
    public Tag? FindOrAdd(StreamVaultDbContext database, TagKind kind, string? name)
    {
        if (name?.Trim() is not { Length: > 0 and <= Tag.MaxNameLength } trimmed)
        {
            return null;
        }

        var key = (kind, FoldedText.Of(trimmed));
        if (!_tags.TryGetValue(key, out var tag))
        {
            tag = new Tag { Kind = kind, Name = trimmed };
            database.Tags.Add(tag);
            _tags.Add(key, tag);
        }

        return tag;
    }
}
