using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Core.Text;

namespace StreamVault.Core.Persistence;

/// <summary>What the full-text index has to contain about a video.</summary>
/// <param name="Video">The video.</param>
/// <param name="Fields">The folded texts, in the order of the columns of the index.</param>
/// <param name="RowId">The row of its document; null if it has none yet.</param>
/// <param name="IsChanged">Whether its document is missing or differs.</param>
/// <param name="ChangedPassages">Its chapters and notes, each if the stored ones differ.</param>
internal sealed record SearchTexts(
    VideoId Video,
    IReadOnlyList<string> Fields,
    int? RowId,
    bool IsChanged,
    IReadOnlyList<(PassageKind Kind, IReadOnlyList<Passage> Passages)> ChangedPassages
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
        var stored = (
            await database
                .SearchPassages.AsNoTracking()
                .Where(passage => ids.Contains(passage.VideoId) && passage.Kind != PassageKind.Subtitle)
                .OrderBy(passage => passage.Id)
                .Select(passage => new
                {
                    passage.VideoId,
                    passage.Kind,
                    passage.StartSeconds,
                    passage.Text,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(
            passage => (passage.VideoId, passage.Kind),
            passage => new Passage(passage.StartSeconds, passage.Text)
        );

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
                var document = documents.GetValueOrDefault(video.Id);
                var isCurrent = document?.Version == SearchIndex.Version;
                return new SearchTexts(
                    video.Id,
                    fields,
                    document?.Id,
                    !isCurrent || !FieldsOf(document!).SequenceEqual(fields),
                    [
                        .. PassagesOf(video)
                            .Where(of =>
                                (!isCurrent && of.Passages.Count > 0)
                                || !stored[(video.Id, of.Kind)].SequenceEqual(of.Passages)
                            ),
                    ]
                );
            }),
        ];
    }

    private static IEnumerable<(PassageKind Kind, IReadOnlyList<Passage> Passages)> PassagesOf(Video video) =>
        [
            (
                PassageKind.Chapter,
                [.. video.Chapters.Select(chapter => new Passage(chapter.StartSeconds, chapter.Title))]
            ),
            (PassageKind.Note, [.. video.Notes.Select(note => new Passage(note.AtSeconds, note.Text))]),
        ];

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
