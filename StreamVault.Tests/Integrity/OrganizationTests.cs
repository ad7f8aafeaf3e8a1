using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Recording;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Trash;

namespace StreamVault.Tests.Integrity;

/// <summary>Nothing that the user organized is only in the database.</summary>
public sealed class OrganizationTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_rebuilt_database_has_everything_that_was_organized()
    {
        using var copy = new TemporaryFolder();
        Snapshot before;
        await using (var app = new StreamVaultApp())
        {
            using var owner = await app.SignInAsync();
            await FillAsync(app);
            before = await ReadAsync(app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>());
            await WrittenAsync(app, before);
            CopyWithoutDatabase(app.DataPath, copy.FullName);
        }

        var databases = await RebuildAsync(copy.FullName);

        (await ReadAsync(databases)).Should().BeEquivalentTo(before, options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task Without_its_file_albums_come_back_from_the_sidecars()
    {
        using var copy = new TemporaryFolder();
        await using (var app = new StreamVaultApp())
        {
            using var owner = await app.SignInAsync();
            await FillAsync(app);
            await WrittenAsync(
                app,
                await ReadAsync(app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>())
            );
            CopyWithoutDatabase(app.DataPath, copy.FullName);
        }

        File.WriteAllText(new VaultStorage(copy.FullName).OrganizationPath, "not JSON");

        var after = await ReadAsync(await RebuildAsync(copy.FullName));

        after.Albums.Where(album => album.Videos.Length > 0).Select(album => album.Title).Should().Equal("Christmas");
        after.Videos.SelectMany(video => video.Tags).Should().BeEquivalentTo("snow", "Großmutter", "snow");
    }

    [Fact]
    public async Task A_file_that_the_database_does_not_match_is_kept()
    {
        await using var app = new StreamVaultApp();
        var storage = new VaultStorage(app.DataPath);
        const string Old =
            """{ "version": 1, "albums": [{ "id": "0198a0aa-0000-7000-8000-000000000001", "title": "Kept" }] }""";
        File.WriteAllText(storage.OrganizationPath, Old);
        EmptyDatabase.CopyTo(storage);

        using var owner = await app.SignInAsync();

        await Until.TrueAsync(() => File.Exists(storage.PreviousOrganizationPath));
        (await File.ReadAllTextAsync(storage.PreviousOrganizationPath)).Should().Be(Old);
    }

    [Fact]
    public async Task A_change_is_in_the_file_within_seconds()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        var path = app.Services.GetRequiredService<VaultStorage>().OrganizationPath;
        await Until.TrueAsync(() => File.Exists(path));

        await app.ChangeAsync(database =>
            database.Albums.Add(
                new Album
                {
                    Id = AlbumId.New(DateTimeOffset.UnixEpoch),
                    Title = "Christmas",
                    CreatedAt = DateTimeOffset.UnixEpoch,
                    UpdatedAt = DateTimeOffset.UnixEpoch,
                }
            )
        );
        app.Services.GetRequiredService<EventHub>().Publish(new OrganizationChange());

        await Until.TrueAsync(() => File.ReadAllText(path).Contains("\"Christmas\"", StringComparison.Ordinal));
    }

    private static async Task FillAsync(StreamVaultApp app)
    {
        var first = await app.AddReadyAsync(
            "Tree",
            video =>
            {
                video.ApproximateDate = EdtfDate.Parse("1998~", null);
                (video.IsFavourite, video.IsPrivate) = (true, true);
            }
        );
        var second = await app.AddReadyAsync(
            "Presents",
            video =>
            {
                video.ApproximateDate = EdtfDate.Parse("1997", null);
                video.EnterDate(EdtfDate.Parse("1998-12-24", null), TimeZoneInfo.Utc);
            }
        );
        var third = await app.AddReadyAsync("Old", video => video.TrashedAt = DateTimeOffset.UnixEpoch.AddYears(1_000));
        var top = Album("Family", null, null);
        var nested = Album("Christmas", top.Id, second);
        nested.Description = "Every year";
        nested.Order = AlbumOrder.Manual;
        var smart = Album("Snow", null, null);
        smart.Query = "tag:snow";
        await app.ChangeAsync(database =>
        {
            database.Albums.AddRange(top, nested, smart);
            database.AlbumVideos.AddRange(
                new AlbumVideo
                {
                    AlbumId = nested.Id,
                    VideoId = second,
                    Position = 3,
                },
                new AlbumVideo
                {
                    AlbumId = nested.Id,
                    VideoId = first,
                    Position = 7,
                }
            );
            database.Tags.AddRange(
                new Tag
                {
                    Id = 1,
                    Kind = TagKind.Tag,
                    Name = "snow",
                },
                new Tag
                {
                    Id = 2,
                    Kind = TagKind.Person,
                    Name = "Großmutter",
                    Face = new Face(first, 1.5, 0.25, 0.125, 0.5),
                },
                new Tag
                {
                    Id = 3,
                    Kind = TagKind.Tag,
                    Name = "unused",
                }
            );
            database.VideoTags.AddRange(
                new VideoTag { VideoId = first, TagId = 1 },
                new VideoTag { VideoId = first, TagId = 2 },
                new VideoTag { VideoId = third, TagId = 1 }
            );
            VideoId[] pair = [first, second];
            Array.Sort(pair, (one, other) => string.CompareOrdinal(one.ToString(), other.ToString()));
            database.SimilarVideos.Add(
                new SimilarVideos
                {
                    FirstId = pair[0],
                    SecondId = pair[1],
                    State = SimilarVideosState.Linked,
                    FoundAt = DateTimeOffset.UnixEpoch,
                }
            );
        });
        var events = app.Services.GetRequiredService<EventHub>();
        events.Publish(new OrganizationChange());
        foreach (var video in (VideoId[])[first, second, third])
        {
            events.Publish(new LibraryChange(video));
        }
    }

    private static Album Album(string title, AlbumId? parent, VideoId? cover) =>
        new()
        {
            Id = AlbumId.New(DateTimeOffset.UnixEpoch),
            Title = title,
            ParentId = parent,
            CoverId = cover,
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };

    // Ready videos of earlier versions get their sidecar in the background; here they are requested directly.
    private static async Task WrittenAsync(StreamVaultApp app, Snapshot expected)
    {
        var sidecars = app.Services.GetRequiredService<SidecarWriter>();
        foreach (var video in expected.Videos)
        {
            await sidecars.WriteAsync(video.Id, Ct);
        }

        var path = app.Services.GetRequiredService<VaultStorage>().OrganizationPath;
        await Until.TrueAsync(() => File.Exists(path) && File.ReadAllText(path).Contains("linked"));
    }

    private static void CopyWithoutDatabase(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(from, file);
            if (
                name is "library.json" or "vault.json"
                || name.StartsWith("videos", StringComparison.Ordinal)
                || name.StartsWith("keys", StringComparison.Ordinal)
            )
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, name))!);
                File.Copy(file, Path.Combine(to, name));
            }
        }
    }

    private static async Task<IDbContextFactory<StreamVaultDbContext>> RebuildAsync(string folder)
    {
        var storage = new VaultStorage(folder);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddOptions()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(storage)
            .AddSingleton<EventHub>()
            .AddDatabase()
            .AddSingleton<VideoLibrary>()
            .AddSingleton<StreamVault.Core.Hosting.StartMode>(new StreamVault.Core.Hosting.StartMode())
            .AddSingleton<Quarantine>()
            .AddSingleton<DatabaseGuard>()
            .AddSingleton<VaultRebuild>()
            .BuildServiceProvider();
        var outcome = await services.GetRequiredService<VaultRebuild>().RunAsync(false, _ => { }, Ct);
        outcome.Should().BeOfType<RebuildOutcome.Done>().Which.NotRestored.Should().BeEmpty();
        return new Unpooled(storage.DatabasePath);
    }

    private static async Task<Snapshot> ReadAsync(IDbContextFactory<StreamVaultDbContext> databases)
    {
        await using var database = await databases.CreateDbContextAsync();
        var links = await database
            .VideoTags.Join(database.Tags, link => link.TagId, tag => tag.Id, (link, tag) => new { link.VideoId, tag })
            .ToListAsync();
        var entries = await database.AlbumVideos.ToListAsync();
        return new Snapshot(
            [
                .. (await database.Videos.ToListAsync())
                    .OrderBy(video => video.Title)
                    .Select(video => new VideoState(
                        video.Id,
                        video.Title,
                        video.Date?.Text,
                        video.FileDate,
                        video.Timeline,
                        video.IsFavourite,
                        video.IsPrivate,
                        video.TrashedAt,
                        [.. links.Where(link => link.VideoId == video.Id).Select(link => link.tag.Name).Order()]
                    )),
            ],
            [
                .. (await database.Albums.ToListAsync())
                    .OrderBy(album => album.Title)
                    .Select(album => new AlbumState(
                        album.Id,
                        album.Title,
                        album.Description,
                        album.ParentId,
                        album.CoverId,
                        album.Order,
                        album.Query,
                        [
                            .. entries
                                .Where(entry => entry.AlbumId == album.Id)
                                .OrderBy(entry => entry.Position)
                                .Select(entry => entry.VideoId),
                        ]
                    )),
            ],
            [
                .. (await database.Tags.ToListAsync())
                    .OrderBy(tag => tag.Key)
                    .Select(tag => new TagState(tag.Kind, tag.Name, tag.Key, tag.Face)),
            ],
            [
                .. (await database.SimilarVideos.ToListAsync()).Select(pair =>
                    (pair.FirstId, pair.SecondId, pair.State, pair.FoundAt)
                ),
            ]
        );
    }

    private sealed record Snapshot(
        VideoState[] Videos,
        AlbumState[] Albums,
        TagState[] Tags,
        (VideoId, VideoId, SimilarVideosState, DateTimeOffset)[] Pairs
    );

    private sealed record VideoState(
        VideoId Id,
        string Title,
        string? Date,
        FileDate? FileDate,
        int? Timeline,
        bool IsFavourite,
        bool IsPrivate,
        DateTimeOffset? TrashedAt,
        string[] Tags
    );

    private sealed record AlbumState(
        AlbumId Id,
        string Title,
        string? Description,
        AlbumId? Parent,
        VideoId? Cover,
        AlbumOrder Order,
        string? Query,
        VideoId[] Videos
    );

    private sealed record TagState(TagKind Kind, string Name, string Key, Face? Face);

    private sealed class Unpooled(string path) : IDbContextFactory<StreamVaultDbContext>
    {
        public StreamVaultDbContext CreateDbContext() =>
            new(
                new DbContextOptionsBuilder<StreamVaultDbContext>()
                    .UseSqlite($"Data Source={path};Pooling=False")
                    .Options
            );
    }
}
