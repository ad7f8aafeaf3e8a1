using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Core.Text;

namespace StreamVault.Core.Persistence;

/// <summary>What the full-text index has to contain about a video.</summary>
/// <param name="Video">The video.</param>
/// <param name="Fields">The folded texts, in the order of the columns of the index.</param>
/// <param name="Chapters">The titles of its chapters.</param>
/// <param name="RowId">The row of its document; null if it has none yet.</param>
/// <param name="IsChanged">Whether its document is missing or differs.</param>
/// <param name="ChaptersChanged">Whether the stored chapters differ.</param>
internal sealed record SearchTexts(
    VideoId Video,
    IReadOnlyList<string> Fields,
    IReadOnlyList<Passage> Chapters,
    int? RowId,
    bool IsChanged,
    bool ChaptersChanged
)
{
    /// <summary>Reads the videos of a batch with everything that belongs to them.</summary>
    public static async Task<IReadOnlyList<SearchTexts>> ReadAsync(
        StreamVaultDbContext database,
        VideoId[] ids,
        CancellationToken cancellationToken
    )
    {
        var videos = await database
            .Videos.AsNoTracking()
            .Where(video => ids.Contains(video.Id))
            .ToListAsync(cancellationToken);
        var documents = await database
            .SearchDocuments.AsNoTracking()
            .Where(document => ids.Contains(document.VideoId))
            .ToDictionaryAsync(document => document.VideoId, cancellationToken);
        var names = (
            await database
                .VideoTags.Where(link => ids.Contains(link.VideoId))
                .Join(
                    database.Tags,
                    link => link.TagId,
                    tag => tag.Id,
                    (link, tag) =>
                        new
                        {
                            link.VideoId,
                            tag.Kind,
                            tag.Key,
                        }
                )
                .ToListAsync(cancellationToken)
        ).ToLookup(name => (name.VideoId, name.Kind), name => name.Key);
        var albums = await AlbumTitlesAsync(database, ids, cancellationToken);
        var chapters = (
            await database
                .SearchPassages.AsNoTracking()
                .Where(passage => ids.Contains(passage.VideoId) && passage.Kind == PassageKind.Chapter)
                .OrderBy(passage => passage.Id)
                .Select(passage => new
                {
                    passage.VideoId,
                    passage.StartSeconds,
                    passage.Text,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(passage => passage.VideoId, passage => new Passage(passage.StartSeconds, passage.Text));

        return
        [
            .. videos.Select(video =>
            {
                string[] fields =
                [
                    FoldedText.Of(video.Title),
                    FoldedText.Of(video.Description ?? ""),
                    Joined(names[(video.Id, TagKind.Person)]),
                    Joined(names[(video.Id, TagKind.Tag)]),
                    Joined(albums[video.Id]),
                    FoldedText.Of(video.OriginalFilename),
                    FoldedText.Of(video.Camera ?? ""),
                    FoldedText.Of($"{video.Town} {video.Country}"),
                    FoldedText.Of(video.Date is { } date ? DateWords.Of(date) : ""),
                ];
                Passage[] marks =
                [
                    .. video.Chapters.Select(chapter => new Passage(chapter.StartSeconds, chapter.Title)),
                ];
                var document = documents.GetValueOrDefault(video.Id);
                var isCurrent = document?.Version == SearchIndex.Version;
                return new SearchTexts(
                    video.Id,
                    fields,
                    marks,
                    document?.Id,
                    !isCurrent || !FieldsOf(document!).SequenceEqual(fields),
                    (!isCurrent && marks.Length > 0) || !chapters[video.Id].SequenceEqual(marks)
                );
            }),
        ];
    }

    private static IEnumerable<string> FieldsOf(SearchDocument document) =>
        [
            document.Title,
            document.Description,
            document.People,
            document.Tags,
            document.Albums,
            document.FileName,
            document.Camera,
            document.Place,
            document.Date,
        ];

    private static string Joined(IEnumerable<string> keys) => string.Join(' ', keys.Order(StringComparer.Ordinal));

    /// <summary>Reads the titles of the albums of videos and of the albums around them.</summary>
    private static async Task<ILookup<VideoId, string>> AlbumTitlesAsync(
        StreamVaultDbContext database,
        VideoId[] ids,
        CancellationToken cancellationToken
    )
    {
        var entries = await database
            .AlbumVideos.Where(entry => ids.Contains(entry.VideoId))
            .Select(entry => new { entry.VideoId, entry.AlbumId })
            .ToListAsync(cancellationToken);
        if (entries.Count == 0)
        {
            return Enumerable.Empty<string>().ToLookup(_ => default(VideoId));
        }

        var albums = await database
            .Albums.Select(album => new
            {
                album.Id,
                album.ParentId,
                album.Title,
            })
            .ToDictionaryAsync(album => album.Id, cancellationToken);
        return entries
            .SelectMany(entry => Around(entry.AlbumId).Select(album => (entry.VideoId, Album: album)))
            .Distinct()
            .ToLookup(entry => entry.VideoId, entry => FoldedText.Of(albums[entry.Album].Title));

        IEnumerable<AlbumId> Around(AlbumId innermost)
        {
            AlbumId? next = innermost;
            for (var depth = 0; depth < Album.MaxDepth && next is { } id; depth++)
            {
                yield return id;
                next = albums[id].ParentId;
            }
        }
    }
}
