using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Search;

/// <summary>A vault with a real database file and without a server, for tests of the search.</summary>
internal sealed class SearchVault : IAsyncDisposable
{
    public static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;
    private DateTimeOffset _now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public SearchVault()
    {
        var storage = new VaultStorage(_folder.FullName);
        EmptyDatabase.CopyTo(storage);
        _services = new ServiceCollection()
            .AddSingleton(storage)
            .AddSingleton<EventHub>()
            .AddSingleton<VideoLibrary>()
            .AddDatabase()
            .ConfigureDbContext<StreamVaultDbContext>(options => options.AddInterceptors(Statements))
            .BuildServiceProvider();
    }

    /// <summary>Counts the SQL statements.</summary>
    public StatementCounter Statements { get; } = new();

    public VideoLibrary Library => _services.GetRequiredService<VideoLibrary>();

    public IDbContextFactory<StreamVaultDbContext> Contexts =>
        _services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();

    public StreamVaultDbContext Open() => Contexts.CreateDbContext();

    /// <summary>Adds a video. Each is a minute newer than the one before.</summary>
    public async Task<VideoId> AddAsync(string title, Action<Video>? change = null, Video? video = null)
    {
        _now += TimeSpan.FromMinutes(1);
        video ??= new Video
        {
            Id = VideoId.New(_now),
            Title = title,
            OriginalFilename = "MVI_0001.MOV",
            CreatedAt = _now,
            UpdatedAt = _now,
        };
        change?.Invoke(video);
        await using var database = Open();
        database.Videos.Add(video);
        await database.SaveChangesAsync(Ct);
        return video.Id;
    }

    /// <summary>Tags a video. The tag is created if there is none with this name.</summary>
    public async Task<int> TagAsync(VideoId video, string name, TagKind kind = TagKind.Tag)
    {
        await using var database = Open();
        var tag = await database.Tags.SingleOrDefaultAsync(tag => tag.Kind == kind && tag.Name == name, Ct);
        if (tag is null)
        {
            tag = new Tag { Kind = kind, Name = name };
            database.Tags.Add(tag);
            await database.SaveChangesAsync(Ct);
        }

        database.VideoTags.Add(new VideoTag { VideoId = video, TagId = tag.Id });
        await database.SaveChangesAsync(Ct);
        return tag.Id;
    }

    /// <summary>Creates an album with videos.</summary>
    public async Task<AlbumId> AlbumAsync(string title, AlbumId? parent = null, params VideoId[] videos)
    {
        var album = new Album
        {
            Id = AlbumId.New(_now),
            Title = title,
            ParentId = parent,
            CreatedAt = _now,
            UpdatedAt = _now,
        };
        await using var database = Open();
        database.Albums.Add(album);
        database.AlbumVideos.AddRange(videos.Select(video => new AlbumVideo { AlbumId = album.Id, VideoId = video }));
        await database.SaveChangesAsync(Ct);
        return album.Id;
    }

    /// <summary>Sets the subtitles of a video.</summary>
    public async Task SubtitleAsync(VideoId video, params (double Seconds, string Text)[] lines)
    {
        await using var database = Open();
        await SearchIndex.SetPassagesAsync(
            database,
            video,
            PassageKind.Subtitle,
            lines.Select(line => new Passage(line.Seconds, line.Text)),
            Ct
        );
    }

    /// <summary>Changes a video as the library does.</summary>
    public async Task ChangeAsync(VideoId id, Action<Video> change)
    {
        await using var database = Open();
        change(await database.Videos.SingleAsync(video => video.Id == id, Ct));
        await database.SaveChangesAsync(Ct);
    }

    public Task<VideoPage> SearchAsync(string search, VideoSort sort = VideoSort.Title, bool withPrivate = false) =>
        Library.ListAsync(new VideoQuery(search, Sort: sort, WithPrivate: withPrivate, WithMatches: true), Ct);

    /// <summary>The titles that a search finds, in order.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(
        string search,
        VideoSort sort = VideoSort.Title,
        bool withPrivate = false
    ) => [.. (await SearchAsync(search, sort, withPrivate)).Items.Select(video => video.Title)];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Counts SQL statements.</summary>
internal sealed class StatementCounter : DbCommandInterceptor
{
    private readonly List<string> _statements = [];

    /// <summary>The statements since the last reset.</summary>
    public IReadOnlyList<string> Seen => _statements;

    public void Reset() => _statements.Clear();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        lock (_statements)
        {
            _statements.Add(command.CommandText);
        }

        return ValueTask.FromResult(result);
    }
}
