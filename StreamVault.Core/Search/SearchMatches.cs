using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Text;

namespace StreamVault.Core.Search;

/// <summary>Finds where the videos of a page contain the words of a search.</summary>
internal sealed class SearchMatches(StreamVaultDbContext database, IReadOnlyList<SearchTerm.Words> words)
{
    private const int MaxPerVideo = 3;
    private const int MaxTextLength = 120;

    /// <summary>Finds matches outside the titles. Moments come first.</summary>
    /// <returns>The matches of each video that has some.</returns>
    public async Task<IReadOnlyDictionary<VideoId, IReadOnlyList<SearchMatch>>> OfAsync(
        IReadOnlyList<Video> videos,
        CancellationToken cancellationToken
    )
    {
        if (videos.Count == 0 || words.Count == 0)
        {
            return new Dictionary<VideoId, IReadOnlyList<SearchMatch>>();
        }

        VideoId[] ids = [.. videos.Select(video => video.Id)];
        var moments = await MomentsAsync(ids, cancellationToken);
        var names = await NamesAsync(ids, cancellationToken);
        var albums = await AlbumsAsync(ids, cancellationToken);
        return videos
            .Select(video =>
            {
                var title = FoldedText.Of(video.Title);
                var wanted = words.Where(word => !Contains(title, word)).ToList();
                IEnumerable<SearchMatch> fields =
                [
                    .. names[video.Id]
                        .Where(name => wanted.Exists(word => Contains(FoldedText.Of(name.Name), word)))
                        .Select(name => new SearchMatch(
                            name.Kind == TagKind.Person ? MatchField.Person : MatchField.Tag,
                            name.Name,
                            null
                        )),
                    .. albums[video.Id].SelectMany(title => Field(MatchField.Album, title, wanted)),
                    .. Field(MatchField.Place, Joined(video.Town, video.Country), wanted),
                    .. Field(MatchField.Description, video.Description, wanted),
                    .. Field(MatchField.Camera, video.Camera, wanted),
                    .. Field(MatchField.FileName, video.OriginalFilename, wanted),
                ];
                return (video.Id, Matches: moments[video.Id].Concat(fields).Take(MaxPerVideo).ToList());
            })
            .Where(found => found.Matches.Count > 0)
            .ToDictionary(found => found.Id, found => (IReadOnlyList<SearchMatch>)found.Matches);
    }

    private static IEnumerable<SearchMatch> Field(MatchField field, string? text, List<SearchTerm.Words> wanted)
    {
        if (!string.IsNullOrEmpty(text))
        {
            var folded = FoldedText.Of(text);
            if (wanted.Find(word => Contains(folded, word)) is { } found)
            {
                yield return new SearchMatch(field, Snippet.Of(text, found.Folded, MaxTextLength), null);
            }
        }
    }

    private static string? Joined(string? town, string? country) =>
        town is null ? country
        : country is null ? town
        : $"{town}, {country}";

    private static bool Contains(string folded, SearchTerm.Words word) =>
        $" {folded} ".Contains(word.IsWhole ? $" {word.Folded} " : $" {word.Folded}", StringComparison.Ordinal);

    /// <summary>Reads the best moments of each video: those with the most words, the earliest first.</summary>
    private async Task<ILookup<VideoId, SearchMatch>> MomentsAsync(VideoId[] ids, CancellationToken cancellationToken)
    {
        var parameters = new List<object>();
        string Add(string value)
        {
            parameters.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"{{{parameters.Count - 1}}}");
        }

        var score = string.Join(
            " + ",
            words.Select(word =>
                $"(instr(' ' || folded || ' ', {Add(word.IsWhole ? $" {word.Folded} " : $" {word.Folded}")}) > 0)"
            )
        );
        var videos = string.Join(", ", ids.Select(id => Add(id.ToString())));
        var statement = $"""
            SELECT video_id AS Video, kind AS Kind, start_seconds AS Seconds, text AS Text FROM (
                SELECT *, row_number() OVER (PARTITION BY video_id ORDER BY score DESC, start_seconds) AS place FROM (
                    SELECT video_id, kind, start_seconds, text, {score} AS score
                    FROM search_passages WHERE video_id IN ({videos})
                ) WHERE score > 0
            ) WHERE place <= {MaxPerVideo}
            ORDER BY video_id, start_seconds
            """;
        var found = await database
            .Database.SqlQueryRaw<Moment>(statement, [.. parameters])
            .ToListAsync(cancellationToken);
        return found.ToLookup(
            moment => VideoId.Parse(moment.Video, null),
            moment => new SearchMatch(
                Enum.Parse<MatchField>(moment.Kind, ignoreCase: true),
                Snippet.Of(
                    moment.Text,
                    words.FirstOrDefault(word => Contains(FoldedText.Of(moment.Text), word))?.Folded ?? "",
                    MaxTextLength
                ),
                moment.Seconds
            )
        );
    }

    private async Task<ILookup<VideoId, (TagKind Kind, string Name)>> NamesAsync(
        VideoId[] ids,
        CancellationToken cancellationToken
    )
    {
        var found = await database
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
                        tag.Name,
                    }
            )
            .ToListAsync(cancellationToken);
        return found
            .OrderByDescending(name => name.Kind)
            .ThenBy(name => name.Name, StringComparer.Ordinal)
            .ToLookup(name => name.VideoId, name => (name.Kind, name.Name));
    }

    private async Task<ILookup<VideoId, string>> AlbumsAsync(VideoId[] ids, CancellationToken cancellationToken)
    {
        var found = await database
            .AlbumVideos.Where(member => ids.Contains(member.VideoId))
            .Join(
                database.Albums,
                member => member.AlbumId,
                album => album.Id,
                (member, album) => new { member.VideoId, album.Title }
            )
            .ToListAsync(cancellationToken);
        return found
            .OrderBy(album => album.Title, StringComparer.Ordinal)
            .ToLookup(album => album.VideoId, album => album.Title);
    }

    private sealed record Moment(string Video, string Kind, double Seconds, string Text);
}
