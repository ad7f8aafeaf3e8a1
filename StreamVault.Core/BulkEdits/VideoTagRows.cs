using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Tags;
using StreamVault.Core.Text;

namespace StreamVault.Core.BulkEdits;

/// <summary>The tags and people of the videos that are edited.</summary>
internal sealed class VideoTagRows
{
    private const int BatchSize = 500;
    private readonly StreamVaultDbContext _database;
    private readonly Dictionary<VideoId, Dictionary<int, VideoTag>> _links = [];
    private readonly Dictionary<int, Tag> _tags = [];

    private VideoTagRows(StreamVaultDbContext database) => _database = database;

    /// <summary>Reads them if the changes concern them.</summary>
    public static async Task<VideoTagRows> ReadAsync(
        StreamVaultDbContext database,
        IReadOnlyList<Video> videos,
        VideoChanges changes,
        CancellationToken cancellationToken
    )
    {
        var rows = new VideoTagRows(database);
        if (!changes.ChangesTags && !changes.ChangesPeople)
        {
            return rows;
        }

        foreach (var batch in videos.Select(video => video.Id).Chunk(BatchSize))
        {
            var links = await database
                .VideoTags.Where(link => batch.Contains(link.VideoId))
                .ToListAsync(cancellationToken);
            foreach (var link in links)
            {
                rows.LinksOf(link.VideoId)[link.TagId] = link;
            }
        }

        int[] used = [.. rows._links.Values.SelectMany(links => links.Keys).Distinct()];
        foreach (var batch in used.Chunk(BatchSize))
        {
            rows.Add(await database.Tags.Where(tag => batch.Contains(tag.Id)).ToListAsync(cancellationToken));
        }

        return rows;
    }

    /// <summary>The names of a video's tags or people.</summary>
    public IReadOnlyList<string> NamesOf(VideoId video, TagKind kind) =>
        _links.TryGetValue(video, out var links)
            ? [.. links.Keys.Select(id => _tags[id]).Where(tag => tag.Kind == kind).Select(tag => tag.Name)]
            : [];

    /// <summary>Changes the tags and people of videos. The caller saves.</summary>
    /// <returns>The videos whose tags or people are different now.</returns>
    public async Task<IEnumerable<VideoId>> ChangeAsync(
        IReadOnlyList<Video> videos,
        VideoChanges changes,
        CancellationToken cancellationToken
    ) =>
        [
            .. await ChangeAsync(
                TagKind.Tag,
                videos,
                changes.Tags,
                changes.AddTags,
                changes.RemoveTags,
                cancellationToken
            ),
            .. await ChangeAsync(
                TagKind.Person,
                videos,
                changes.People,
                changes.AddPeople,
                changes.RemovePeople,
                cancellationToken
            ),
        ];

    private async Task<IEnumerable<VideoId>> ChangeAsync(
        TagKind kind,
        IReadOnlyList<Video> videos,
        IReadOnlyList<string>? all,
        IReadOnlyList<string> add,
        IReadOnlyList<string> remove,
        CancellationToken cancellationToken
    )
    {
        if (all is null && add.Count == 0 && remove.Count == 0)
        {
            return [];
        }

        var wanted = await TagRows.FindOrAddAsync(_database, kind, [.. all ?? [], .. add], cancellationToken);
        Add(wanted);
        var unwanted = remove.Select(FoldedText.Of).ToHashSet();
        var changed = new HashSet<VideoId>();
        foreach (var video in videos)
        {
            var links = LinksOf(video.Id);
            var target = links
                .Keys.Select(id => _tags[id])
                .Where(tag => tag.Kind == kind && all is null)
                .Union(wanted)
                .Where(tag => !unwanted.Contains(tag.Key))
                .Select(tag => tag.Id)
                .ToHashSet();
            var present = links.Keys.Where(id => _tags[id].Kind == kind).ToArray();
            foreach (var id in present.Where(id => !target.Contains(id)))
            {
                links.Remove(id, out var link);
                _database.VideoTags.Remove(link!);
                changed.Add(video.Id);
            }

            foreach (var id in target.Except(present))
            {
                links[id] = new VideoTag { VideoId = video.Id, TagId = id };
                _database.VideoTags.Add(links[id]);
                changed.Add(video.Id);
            }
        }

        return changed;
    }

    private Dictionary<int, VideoTag> LinksOf(VideoId video)
    {
        if (!_links.TryGetValue(video, out var links))
        {
            _links[video] = links = [];
        }

        return links;
    }

    private void Add(IEnumerable<Tag> tags)
    {
        foreach (var tag in tags)
        {
            _tags[tag.Id] = tag;
        }
    }
}
