using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Text;

namespace StreamVault.Core.Tags;

/// <summary>Lists, renames, merges and deletes tags and people. Thread-safe.</summary>
public sealed partial class TagLibrary(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    VideoLibrary library,
    EventHub events
)
{
    /// <summary>
    /// Lists tags in natural order of their names. Tags whose videos are all hidden from the viewer are left out, and so
    /// are faces in hidden videos.
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
                .Select(found => new TagListing(WithoutHiddenFace(found.Tag, withPrivate), found.Videos)),
        ];
    }

    /// <summary>
    /// Suggests tags in which a word starts with the text, ignoring case and accents; the most used first.
    /// </summary>
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

    /// <summary>Finds a tag, without a face that is hidden from the viewer.</summary>
    /// <param name="kind">Tag or person.</param>
    /// <param name="id">The tag.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null if it doesn't exist, or if all its videos are hidden from the viewer.</returns>
    public async Task<Tag?> FindAsync(TagKind kind, int id, bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return
            await Visible(database, kind, withPrivate)
                .AsNoTracking()
                .SingleOrDefaultAsync(tag => tag.Id == id, cancellationToken)
                is { } tag
            ? WithoutHiddenFace(tag, withPrivate)
            : null;
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

    // The tag must not be saved afterwards.
    private Tag WithoutHiddenFace(Tag tag, bool withPrivate)
    {
        tag.Face = HasHiddenFace(tag, withPrivate) ? null : tag.Face;
        return tag;
    }

    private bool HasHiddenFace(Tag tag, bool withPrivate) =>
        tag.Face is { } face && library.Hidden.IsHidden(face.Video, withPrivate);

    // Without those whose videos are all hidden.
    private static IQueryable<Tag> Visible(StreamVaultDbContext database, TagKind kind, bool withPrivate)
    {
        var visible = database.Videos.Visible(withPrivate);
        return database.Tags.Where(tag =>
            tag.Kind == kind
            && (
                !database.VideoTags.Any(link => link.TagId == tag.Id)
                || database.VideoTags.Any(link =>
                    link.TagId == tag.Id && visible.Any(video => video.Id == link.VideoId)
                )
            )
        );
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
