using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Places;
using StreamVault.Core.Recording;
using StreamVault.Tests.Components;
using StreamVault.Web.Places;

namespace StreamVault.Tests.Places;

public sealed class FilmedPlacesTests : PageFixture
{
    private static readonly Place Zurich = new(47.3769, 8.5417, null);
    private static readonly Place Berlin = new(52.52, 13.405, null);
    private static readonly Place Ocean = new(0, -30, null);

    [Fact]
    public async Task Existing_videos_with_a_place_get_the_name_of_their_town()
    {
        var film = await AddFilmAsync("Lake", Zurich);
        await AddFilmAsync("Undated", null);
        await new PlaceNamesStart(Databases, Get<BackgroundQueue>()).StartAsync(Ct);
        await using var database = await Databases.CreateDbContextAsync(Ct);
        (await database.BackgroundTasks.ToListAsync(Ct)).Select(task => task.VideoId).Should().Equal(film);

        await NameAsync(film);

        var video = await database.Videos.SingleAsync(video => video.Id == film, Ct);
        (video.Town, video.Country).Should().Be(("Zürich", "Switzerland"));
    }

    [Fact]
    public async Task Towns_are_counted_without_hidden_videos()
    {
        await AddFilmAsync("Lake 1", Zurich);
        var latest = await AddFilmAsync("Lake 2", Zurich, video => video.Recorded = Day("2019-07-04"));
        await AddFilmAsync("Private", Berlin, video => video.IsPrivate = true);
        await AddFilmAsync("Trashed", Berlin, video => video.TrashedAt = Clock.GetUtcNow());
        await AddFilmAsync("At sea", Ocean);
        var places = new FilmedPlaces(Databases);

        var visible = await places.ListAsync(withPrivate: false, Ct);
        var all = await places.ListAsync(withPrivate: true, Ct);

        visible.Select(country => (country.Name, country.Count)).Should().Equal(("Switzerland", 2));
        visible[0].Towns.Select(town => (town.Name, town.Count, town.Latest.Id)).Should().Equal(("Zürich", 2, latest));
        all.Select(country => (country.Name, country.Count)).Should().Equal(("Switzerland", 2), ("Germany", 1));
    }

    [Fact]
    public async Task Forgetting_places_forgets_their_towns()
    {
        await AddFilmAsync("Lake 1", Zurich);

        await Get<VideoLibrary>().ForgetPlacesAsync(Ct);

        (await new FilmedPlaces(Databases).ListAsync(withPrivate: true, Ct)).Should().BeEmpty();
    }

    private IDbContextFactory<StreamVaultDbContext> Databases => Get<IDbContextFactory<StreamVaultDbContext>>();

    private static RecordingDate Day(string text) => RecordingDate.Parse(text, TimeZoneInfo.Utc)!;

    private async Task<VideoId> AddFilmAsync(string title, Place? place, Action<Video>? change = null)
    {
        var now = Clock.GetUtcNow();
        var video = new Video
        {
            Id = VideoId.New(now),
            Title = title,
            OriginalFilename = "film.mp4",
            Status = VideoStatus.Ready,
            Place = place,
            CreatedAt = now,
            UpdatedAt = now,
        };
        change?.Invoke(video);
        await using var database = await Databases.CreateDbContextAsync(Ct);
        database.Videos.Add(video);
        await database.SaveChangesAsync(Ct);
        if (title != "Lake")
        {
            await NameAsync(video.Id);
        }

        return video.Id;
    }

    private Task<BackgroundOutcome> NameAsync(VideoId video) =>
        new PlaceNamesHandler(Databases, new Gazetteer(PlacesArea.OpenTowns), Events).RunAsync(
            new BackgroundRun(video, _ => Task.FromResult(true)),
            Ct
        );
}
