using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Recording;

namespace StreamVault.Core.Search;

/// <summary>The conditions of a search other than its words.</summary>
internal sealed class SearchFilters
{
    private readonly List<Func<IQueryable<Video>, IQueryable<Video>>> _filters = [];
    private readonly StreamVaultDbContext _database;

    private SearchFilters(StreamVaultDbContext database) => _database = database;

    /// <summary>Reads the conditions and looks up the tags, people and albums in them.</summary>
    public static async Task<SearchFilters> ReadAsync(
        StreamVaultDbContext database,
        IReadOnlyList<SearchTerm> terms,
        CancellationToken cancellationToken
    )
    {
        var filters = new SearchFilters(database);
        var names = await SearchNames.ReadAsync(database, terms, cancellationToken);
        foreach (var term in terms)
        {
            filters.Add(term, names);
        }

        return filters;
    }

    /// <summary>The videos that meet all conditions.</summary>
    public IQueryable<Video> Of(IQueryable<Video> videos) =>
        _filters.Aggregate(videos, (found, filter) => filter(found));

    private void Add(SearchTerm term, SearchNames names)
    {
        switch (term)
        {
            case SearchTerm.TagName tagName:
                var tags = names.TagsOf(tagName);
                Contained(
                    _database.VideoTags.Where(link => tags.Contains(link.TagId)).Select(link => link.VideoId),
                    term
                );
                break;
            case SearchTerm.InAlbum inAlbum:
                var albums = names.AlbumsOf(inAlbum);
                Contained(
                    _database
                        .AlbumVideos.Where(member => albums.Contains(member.AlbumId))
                        .Select(member => member.VideoId),
                    term
                );
                break;
            case SearchTerm.DateRange dates:
                Add(dates);
                break;
            case SearchTerm.Duration(var longer, var seconds, _, var excluded):
                _filters.Add(
                    longer != excluded
                        ? videos => videos.Where(video => video.DurationSeconds > seconds)
                        : videos => videos.Where(video => video.DurationSeconds < seconds)
                );
                break;
            case SearchTerm.HasProperty property:
                Add(property);
                break;
            case SearchTerm.Symbols(var text):
                _filters.Add(videos => videos.Where(video => video.Title.Contains(text)));
                break;
        }
    }

    private void Contained(IQueryable<VideoId> ids, SearchTerm term) =>
        _filters.Add(
            term.IsExcluded
                ? videos => videos.Where(video => !ids.Contains(video.Id))
                : videos => videos.Where(video => ids.Contains(video.Id))
        );

    private void Add(SearchTerm.DateRange dates)
    {
        var from = (dates.From ?? DateOnly.MinValue).ToDateTime(TimeOnly.MinValue);
        var until = (dates.Until ?? DateOnly.MaxValue).ToDateTime(TimeOnly.MinValue);
        // A group's number ends in 9 minus its precision: see TimelineGroup.
        var least = dates.IsWithin ? 9 - (int)CoarsestWithin(until - from) : 0;
        _filters.Add(
            dates.IsExcluded
                ? videos =>
                    videos.Where(video =>
                        video.RecordedOn == null
                        || video.RecordedOn < from
                        || video.RecordedOn >= until
                        || video.Timeline % 10 < least
                    )
                : videos =>
                    videos.Where(video =>
                        video.RecordedOn >= from && video.RecordedOn < until && video.Timeline % 10 >= least
                    )
        );
    }

    private static DatePrecision CoarsestWithin(TimeSpan span) =>
        span.TotalDays switch
        {
            < 80 => DatePrecision.Month,
            < 360 => DatePrecision.Season,
            < 3_650 => DatePrecision.Year,
            < 36_500 => DatePrecision.Decade,
            _ => DatePrecision.Interval,
        };

    private void Add(SearchTerm.HasProperty property)
    {
        var wanted = !property.IsExcluded;
        switch (property.Property)
        {
            case SearchProperty.Favourite:
                _filters.Add(videos => videos.Where(video => video.IsFavourite == wanted));
                break;
            case SearchProperty.Private:
                _filters.Add(videos => videos.Where(video => video.IsPrivate == wanted));
                break;
            case SearchProperty.Ready:
                _filters.Add(videos => videos.Where(video => (video.Status == VideoStatus.Ready) == wanted));
                break;
            case SearchProperty.Watched:
                _filters.Add(videos => videos.Where(video => video.IsWatched == wanted));
                break;
            case SearchProperty.Unfinished:
                Contained(_database.PlaybackPositions.Select(position => position.VideoId), property);
                break;
            case SearchProperty.Subtitles:
                Contained(WithPassages(PassageKind.Subtitle), property);
                break;
            case SearchProperty.Chapters:
                Contained(WithPassages(PassageKind.Chapter), property);
                break;
            case SearchProperty.Notes:
                Contained(WithPassages(PassageKind.Note), property);
                break;
            case SearchProperty.Description:
                _filters.Add(videos => videos.Where(video => (video.Description != null) == wanted));
                break;
            case SearchProperty.Tags:
                Contained(WithTags(TagKind.Tag), property);
                break;
            case SearchProperty.People:
                Contained(WithTags(TagKind.Person), property);
                break;
            case SearchProperty.Album:
                Contained(_database.AlbumVideos.Select(member => member.VideoId), property);
                break;
            case SearchProperty.Date:
                _filters.Add(videos => videos.Where(video => (video.Timeline != null) == wanted));
                break;
            case SearchProperty.Place:
                _filters.Add(videos => videos.Where(video => (video.Place != null || video.Town != null) == wanted));
                break;
            case SearchProperty.Original:
                _filters.Add(videos => videos.Where(video => (video.OriginalBytes != null) == wanted));
                break;
        }
    }

    private IQueryable<VideoId> WithPassages(PassageKind kind) =>
        _database.SearchPassages.Where(passage => passage.Kind == kind).Select(passage => passage.VideoId);

    private IQueryable<VideoId> WithTags(TagKind kind) =>
        _database
            .VideoTags.Where(link => _database.Tags.Any(tag => tag.Id == link.TagId && tag.Kind == kind))
            .Select(link => link.VideoId);
}
