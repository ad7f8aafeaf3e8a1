using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Tags;

public sealed partial class TagLibrary
{
    /// <summary>
    /// Renames a tag on all its videos. If only hidden videos have a tag with the new name, that tag is merged into this
    /// one: a refusal would reveal it.
    /// </summary>
    /// <param name="kind">Tag or person.</param>
    /// <param name="id">The tag.</param>
    /// <param name="name">A valid name; see <see cref="TagName"/>.</param>
    /// <param name="withPrivate">Whether private videos are unlocked. If not, they are treated as missing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<TagRenameOutcome> RenameAsync(
        TagKind kind,
        int id,
        string name,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var visible = Visible(database, kind, withPrivate);
        if (await visible.SingleOrDefaultAsync(tag => tag.Id == id, cancellationToken) is not { } tag)
        {
            return new TagRenameOutcome.NotFound();
        }

        var others = await TagRows.FindAsync(database, kind, [name], cancellationToken);
        if (others.FirstOrDefault(other => other.Id != id) is { } taken)
        {
            if (await visible.AnyAsync(other => other.Id == taken.Id, cancellationToken))
            {
                return new TagRenameOutcome.NameTaken(taken);
            }

            await MergeAsync(database, taken, tag, cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
        }

        tag.Name = name;
        await database.SaveChangesAsync(cancellationToken);
        var videos = await VideosOfAsync(database, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(videos);
        return new TagRenameOutcome.Renamed(tag);
    }

    /// <summary>Moves the videos of a tag to another tag, which keeps its name, and deletes the first.</summary>
    /// <param name="kind">Tags or people.</param>
    /// <param name="id">The tag that is deleted.</param>
    /// <param name="into">The tag that is kept. It gets the first one's face if it has none.</param>
    /// <param name="withPrivate">Whether private videos are unlocked. If not, they are treated as missing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if one of them doesn't exist, or if they are the same.</returns>
    public async Task<bool> MergeAsync(
        TagKind kind,
        int id,
        int into,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var tags = await Visible(database, kind, withPrivate)
            .Where(tag => tag.Id == id || tag.Id == into)
            .ToListAsync(cancellationToken);
        if (tags.Count != 2)
        {
            return false;
        }

        var (removed, kept) = (tags.Single(tag => tag.Id == id), tags.Single(tag => tag.Id == into));
        var videos = await MergeAsync(database, removed, kept, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(videos);
        return true;
    }

    // The caller saves.
    private static async Task<IReadOnlyList<VideoId>> MergeAsync(
        StreamVaultDbContext database,
        Tag removed,
        Tag kept,
        CancellationToken cancellationToken
    )
    {
        var videos = await VideosOfAsync(database, removed.Id, cancellationToken);
        var already = await VideosOfAsync(database, kept.Id, cancellationToken);
        database.VideoTags.AddRange(
            videos.Except(already).Select(video => new VideoTag { VideoId = video, TagId = kept.Id })
        );
        kept.Face ??= removed.Face;
        database.Tags.Remove(removed);
        return videos;
    }

    /// <summary>Deletes a tag. Its videos stay.</summary>
    /// <param name="kind">Tags or people.</param>
    /// <param name="id">The tag.</param>
    /// <param name="withPrivate">Whether private videos are unlocked. If not, they are treated as missing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if it doesn't exist.</returns>
    public async Task<bool> DeleteAsync(TagKind kind, int id, bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var videos = await VideosOfAsync(database, id, cancellationToken);
        var deleted = await Visible(database, kind, withPrivate)
            .Where(tag => tag.Id == id)
            .ExecuteDeleteAsync(cancellationToken);
        if (deleted == 0)
        {
            return false;
        }

        await SearchIndex.RefreshAsync(database, videos, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(videos);
        return true;
    }

    /// <summary>Chooses the face of a person. A face that is hidden from the viewer can be replaced, but not removed.</summary>
    /// <param name="id">The person.</param>
    /// <param name="face">The face; null to remove it.</param>
    /// <param name="withPrivate">Whether private videos are unlocked. If not, they are treated as missing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<FaceOutcome> SetFaceAsync(
        int id,
        Face? face,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var people = Visible(database, TagKind.Person, withPrivate);
        if (await people.SingleOrDefaultAsync(tag => tag.Id == id, cancellationToken) is not { } person)
        {
            return FaceOutcome.NoSuchPerson;
        }

        if (
            face is not null
            && !await database.Videos.Visible(withPrivate).AnyAsync(video => video.Id == face.Video, cancellationToken)
        )
        {
            return FaceOutcome.NoSuchVideo;
        }

        person.Face = face is null && HasHiddenFace(person, withPrivate) ? person.Face : face;
        await database.SaveChangesAsync(cancellationToken);
        events.Publish(new TagsChange());
        return FaceOutcome.Saved;
    }
}
