using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Recording;
using StreamVault.Core.Text;

namespace StreamVault.Core.Search;

/// <summary>The values that can follow a key of the search language, with the number of visible videos.</summary>
internal sealed class SearchCompletionValues(
    StreamVaultDbContext database,
    bool withPrivate,
    CancellationToken cancellationToken
)
{
    private const int MaxOfEach = 5;

    private IQueryable<Video> Visible => database.Videos.Visible(withPrivate);

    /// <summary>Lists the values that start with a text, most frequent first.</summary>
    /// <param name="key">The key; null for tags, people and albums, empty for an unknown key.</param>
    /// <param name="typed">The folded start of the value.</param>
    public async Task<IReadOnlyList<(string Key, string Name, int Count)>> OfAsync(string? key, string typed)
    {
        var found = key switch
        {
            null =>
            [
                .. await NamesAsync(TagKind.Person, typed),
                .. await NamesAsync(TagKind.Tag, typed),
                .. await AlbumsAsync(typed),
            ],
            "tag" => await NamesAsync(TagKind.Tag, typed),
            "person" => await NamesAsync(TagKind.Person, typed),
            "album" => await AlbumsAsync(typed),
            "camera" => await GroupsAsync(
                "camera",
                Visible.Where(video => video.Camera != null).Select(v => v.Camera!),
                typed
            ),
            "place" =>
            [
                .. await GroupsAsync("place", Visible.Where(video => video.Town != null).Select(v => v.Town!), typed),
                .. await GroupsAsync(
                    "place",
                    Visible.Where(video => video.Country != null).Select(v => v.Country!),
                    typed
                ),
            ],
            "year" => await YearsAsync(typed),
            "is" => Fixed("is", SearchKeys.IsValues, typed),
            "has" => Fixed("has", SearchKeys.HasValues, typed),
            _ => (IReadOnlyList<(string, string, int)>)[],
        };
        return [.. found.OrderByDescending(value => value.Item3)];
    }

    private async Task<IReadOnlyList<(string, string, int)>> NamesAsync(TagKind kind, string typed)
    {
        var inside = " " + typed;
        var found = await database
            .Tags.Where(tag => tag.Kind == kind && (tag.Key.StartsWith(typed) || tag.Key.Contains(inside)))
            .Select(tag => new
            {
                tag.Name,
                Count = database
                    .VideoTags.Where(link => link.TagId == tag.Id)
                    .Join(Visible, link => link.VideoId, video => video.Id, (link, video) => video)
                    .Count(),
            })
            .Where(tag => tag.Count > 0)
            .OrderByDescending(tag => tag.Count)
            .Take(MaxOfEach)
            .ToListAsync(cancellationToken);
        return [.. found.Select(tag => (kind == TagKind.Person ? "person" : "tag", tag.Name, tag.Count))];
    }

    private async Task<IReadOnlyList<(string, string, int)>> AlbumsAsync(string typed)
    {
        var found = await database
            .Albums.Where(album => album.Query == null)
            .Select(album => new
            {
                album.Title,
                Count = database
                    .AlbumVideos.Where(member => member.AlbumId == album.Id)
                    .Join(Visible, member => member.VideoId, video => video.Id, (member, video) => video)
                    .Count(),
            })
            .Where(album => album.Count > 0)
            .ToListAsync(cancellationToken);
        return Best("album", found.Select(album => (album.Title, album.Count)), typed);
    }

    private async Task<IReadOnlyList<(string, string, int)>> GroupsAsync(
        string key,
        IQueryable<string> names,
        string typed
    )
    {
        var found = await names
            .GroupBy(name => name)
            .Select(group => new { Name = group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return Best(key, found.Select(one => (one.Name, one.Count)), typed);
    }

    private async Task<IReadOnlyList<(string, string, int)>> YearsAsync(string typed)
    {
        var groups = await Visible
            .Where(video => video.Timeline != null)
            .GroupBy(video => video.Timeline!.Value)
            .Select(group => new { Number = group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return
        [
            .. groups
                .Select(group => (Group: TimelineGroup.FromNumber(group.Number), group.Count))
                .Where(one => one.Group.Precision is DatePrecision.Month or DatePrecision.Season or DatePrecision.Year)
                .GroupBy(one => one.Group.Year.ToString(CultureInfo.InvariantCulture), one => one.Count)
                .Where(year => year.Key.StartsWith(typed, StringComparison.Ordinal))
                .Select(year => ("year", year.Key, year.Sum()))
                .OrderByDescending(year => year.Item3)
                .Take(MaxOfEach + MaxOfEach),
        ];
    }

    private static IReadOnlyList<(string, string, int)> Best(
        string key,
        IEnumerable<(string Name, int Count)> all,
        string typed
    ) =>
        [
            .. all.Where(one => $" {FoldedText.Of(one.Name)}".Contains($" {typed}", StringComparison.Ordinal))
                .GroupBy(one => one.Name, one => one.Count)
                .Select(one => (key, one.Key, one.Sum()))
                .OrderByDescending(one => one.Item3)
                .Take(MaxOfEach),
        ];

    private static IReadOnlyList<(string, string, int)> Fixed(string key, IReadOnlyList<string> values, string typed) =>
        [.. values.Where(value => value.StartsWith(typed, StringComparison.Ordinal)).Select(value => (key, value, 0))];
}
