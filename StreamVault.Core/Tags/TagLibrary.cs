using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Text;

namespace StreamVault.Core.Tags;

/// <summary>Lists, renames, merges and deletes tags and people. Thread-safe.</summary>
public sealed class TagLibrary(IDbContextFactory<StreamVaultDbContext> contextFactory, EventHub events)
{
    /// <summary>
    /// Lists tags in natural order of their names. Tags whose videos are all hidden from the viewer are left out.
    /// </summary>
    /// <param name="kind">Tags or people.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<TagListing>> ListAsync(
        TagKind kind,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var visible = database.Videos.Visible(withPrivate);
        var tags = await database
            .Tags.AsNoTracking()
            .Where(tag => tag.Kind == kind)
            .Select(tag => new
            {
                Tag = tag,
                Videos = database.VideoTags.Count(link =>
                    link.TagId == tag.Id && visible.Any(video => video.Id == link.VideoId)
                ),
                IsUsed = database.VideoTags.Any(link => link.TagId == tag.Id),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. tags.Where(found => found.Videos > 0 || !found.IsUsed)
                .OrderBy(found => NaturalOrder.Key(found.Tag.Name), StringComparer.Ordinal)
                .Select(found => new TagListing(found.Tag, found.Videos)),
        ];
    }

    /// <summary>Suggests tags of which a word starts with the text, ignoring case and accents; the most used first.</summary>
    /// <param name="kind">Tags or people.</param>
    /// <param name="text">The beginning of the name; empty for the most used tags.</param>
    /// <param name="take">The maximum number of suggestions.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<TagListing>> CompleteAsync(
        TagKind kind,
        string text,
        int take,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        var prefix = FoldedText.Of(text);
        return
        [
            .. (await ListAsync(kind, withPrivate, cancellationToken))
                .Where(listing => $" {listing.Tag.Key}".Contains($" {prefix}", StringComparison.Ordinal))
                .OrderByDescending(listing => listing.Tag.Key.StartsWith(prefix, StringComparison.Ordinal))
                .ThenByDescending(listing => listing.Videos)
                .Take(take),
        ];
    }

    /// <summary>Finds a tag. Returns null if it doesn't exist.</summary>
    public async Task<Tag?> FindAsync(TagKind kind, int id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Tags.AsNoTracking()
            .SingleOrDefaultAsync(tag => tag.Id == id && tag.Kind == kind, cancellationToken);
    }

    /// <summary>Lists the ready videos of a person or tag, newest first; at most 200.</summary>
    public async Task<IReadOnlyList<Video>> ReadyVideosAsync(
        int id,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .Visible(withPrivate)
            .Where(video =>
                video.Status == VideoStatus.Ready
                && database.VideoTags.Any(link => link.TagId == id && link.VideoId == video.Id)
            )
            .OrderByDescending(video => video.CreatedAt)
            .Take(200)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Renames a tag on all its videos.</summary>
    /// <param name="kind">Tag or person.</param>
    /// <param name="id">The tag.</param>
    /// <param name="name">A valid name; see <see cref="TagName"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<TagRenameOutcome> RenameAsync(
        TagKind kind,
        int id,
        string name,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (
            await database.Tags.SingleOrDefaultAsync(tag => tag.Id == id && tag.Kind == kind, cancellationToken)
            is not { } tag
        )
        {
            return new TagRenameOutcome.NotFound();
        }

        var others = await TagRows.FindAsync(database, kind, [name], cancellationToken);
        if (others.FirstOrDefault(other => other.Id != id) is { } taken)
        {
            return new TagRenameOutcome.NameTaken(taken);
        }

        tag.Name = name;
        await database.SaveChangesAsync(cancellationToken);
        var videos = await VideosOfAsync(database, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(videos);
        return new TagRenameOutcome.Renamed(tag);
    }

    /// <summary>Gives the videos of a tag to another one and deletes the first. The other one keeps its name.</summary>
    /// <param name="kind">Tags or people.</param>
    /// <param name="id">The tag that is deleted.</param>
    /// <param name="into">The tag that is kept. It gets the first one's face if it has none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The kept tag; null if one of them doesn't exist, or if they are the same.</returns>
    public async Task<Tag?> MergeAsync(TagKind kind, int id, int into, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var tags = await database
            .Tags.Where(tag => tag.Kind == kind && (tag.Id == id || tag.Id == into))
            .ToListAsync(cancellationToken);
        if (tags.Count != 2)
        {
            return null;
        }

        var (removed, kept) = (tags.Single(tag => tag.Id == id), tags.Single(tag => tag.Id == into));
        var videos = await VideosOfAsync(database, id, cancellationToken);
        var already = await VideosOfAsync(database, into, cancellationToken);
        database.VideoTags.AddRange(
            videos.Except(already).Select(video => new VideoTag { VideoId = video, TagId = into })
        );
        kept.Face ??= removed.Face;
        database.Tags.Remove(removed);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(videos);
        return kept;
    }

    /// <summary>Deletes a tag. Its videos stay.</summary>
    /// <returns>False if it doesn't exist.</returns>
    public async Task<bool> DeleteAsync(TagKind kind, int id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var videos = await VideosOfAsync(database, id, cancellationToken);
        var deleted = await database
            .Tags.Where(tag => tag.Id == id && tag.Kind == kind)
            .ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (deleted == 0)
        {
            return false;
        }

        Publish(videos);
        return true;
    }

    /// <summary>Chooses the face of a person.</summary>
    /// <param name="id">The person.</param>
    /// <param name="face">The face; null to remove it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if the person doesn't exist.</returns>
    public async Task<bool> SetFaceAsync(int id, Face? face, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        if (
            await database.Tags.SingleOrDefaultAsync(
                tag => tag.Id == id && tag.Kind == TagKind.Person,
                cancellationToken
            )
            is not { } person
        )
        {
            return false;
        }

        person.Face = face;
        await database.SaveChangesAsync(cancellationToken);
        events.Publish(new TagsChange());
        return true;
    }

    private static Task<List<VideoId>> VideosOfAsync(
        StreamVaultDbContext database,
        int tag,
        CancellationToken cancellationToken
    ) =>
        database.VideoTags.Where(link => link.TagId == tag).Select(link => link.VideoId).ToListAsync(cancellationToken);

    private void Publish(IEnumerable<VideoId> videos)
    {
        foreach (var video in videos)
        {
            events.Publish(new LibraryChange(video));
        }

        events.Publish(new TagsChange());
    }
}
