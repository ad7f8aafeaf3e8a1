using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;
using StreamVault.Core.Storage;
using StreamVault.Core.Trash;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Integrity;

/// <summary>Sidecars are stored with the video's files and updated with every change.</summary>
public sealed class SidecarTests
{
    [Fact]
    public void A_sidecar_restores_all_entered_and_embedded_metadata()
    {
        using var folder = new TemporaryFolder();
        var video = new Video
        {
            Id = VideoId.New(DateTimeOffset.UnixEpoch),
            Title = "Grandma & “Opa” 🎂 \u0007",
            Description = "Two\nlines",
            Status = VideoStatus.Ready,
            OriginalFilename = "b\\a/c.mov",
            DurationSeconds = 2.04,
            FileSizeBytes = 12_345,
            Qualities = ["1080p", "720p"],
            SourceSha256 = new string('a', 64),
            SourceSummary = "1920×1080 · 29.97 fps",
            Warning = "The file ends early.",
            Recorded = new RecordingDate(
                new DateTimeOffset(2019, 8, 1, 0, 10, 0, TimeSpan.FromHours(9)),
                true,
                true,
                RecordingDateSource.Person
            ),
            Camera = "iPhone XR",
            Place = new Place(47.4, 8.5, 408),
            FileTags = [new FileTag("software", "<b>17.1</b>")],
            Chapters = [new Chapter(Guid.CreateVersion7(), 0, "Arrival")],
            Notes = [new Note(Guid.CreateVersion7(), 1.5, "The cake")],
            CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            UpdatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.Zero),
        };

        VideoSidecar.Of(video, VideoOrganization.None).Save(folder.At("video.json"));
        var back = VideoSidecar.Find(folder.At("video.json"))!.ToVideo(VideoStatus.Ready);

        back.Should().BeEquivalentTo(video);
        Directory.GetFiles(folder.FullName).Should().ContainSingle();
    }

    [Fact]
    public void A_sidecar_keeps_a_dismissed_warning_readable_for_earlier_versions()
    {
        using var folder = new TemporaryFolder();
        var video = new Video
        {
            Id = VideoId.New(DateTimeOffset.UnixEpoch),
            Title = "Beach",
            Status = VideoStatus.Ready,
            OriginalFilename = "beach.mov",
            DismissedWarning = "The file ends early.",
        };

        VideoSidecar.Of(video, VideoOrganization.None).Save(folder.At("video.json"));
        var sidecar = VideoSidecar.Find(folder.At("video.json"))!;

        (sidecar.Warning, sidecar.WarningDismissed).Should().Be(("The file ends early.", true));
        sidecar.ToVideo(VideoStatus.Ready).Should().BeEquivalentTo(video);
    }

    [Fact]
    public async Task Null_in_a_sidecar_costs_only_that_value()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.At("video.json"),
            """
            {
              "id": "0198c0de-0000-7000-8000-000000000001", "title": null, "qualities": [null, "720p"],
              "chapters": [null, {"startSeconds": 1, "endSeconds": 2, "title": "Arrival"}], "tags": [null],
              "userTags": [null, "Family"], "people": null, "albums": [null], "source": {"fileName": null},
              "trashedAt": "9999-12-31T23:59:59Z"
            }
            """
        );

        var sidecar = VideoSidecar.Find(folder.At("video.json"))!;

        var video = sidecar.ToVideo(VideoStatus.Ready);
        (video.Title, video.OriginalFilename, video.Chapters.Single().Title)
            .Should()
            .Be(("Untitled", "unknown", "Arrival"));
        video.Chapters.Single().Id.Should().NotBeEmpty("sidecars of earlier versions have no ids");
        video.Qualities.Should().Equal("720p");
        sidecar.UserTags.Should().Equal("Family");
        sidecar.Albums.Should().BeEmpty();
        TrashPeriod.DeletesAt(video.TrashedAt!.Value, 30).Should().Be(DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task Null_in_the_file_of_albums_costs_only_that_value()
    {
        using var folder = new TemporaryFolder();
        var storage = new VaultStorage(folder.At("data"));
        await File.WriteAllTextAsync(
            storage.OrganizationPath,
            """
            {
              "version": 1, "albums": [null, {"id": "0198c0de-0000-7000-8000-000000000051", "title": "Tapes", "videos": null}],
              "tags": [null, "Family"], "people": [null, {"name": null}, {"name": "Oma"}], "similarVideos": [null]
            }
            """
        );

        var stored = OrganizationFile.Find(storage)!;

        stored.Albums!.Single().Videos.Should().BeEmpty();
        stored.Tags.Should().Equal("Family");
        stored.People!.Single().Name.Should().Be("Oma");
        stored.SimilarVideos.Should().BeEmpty();
    }

    [Theory]
    [InlineData(""" "durationSeconds": -5 """)]
    [InlineData(""" "durationSeconds": 1e300 """)]
    [InlineData(""" "durationSeconds": 1e13 """)]
    [InlineData(""" "durationSeconds": "NaN" """)]
    [InlineData(""" "place": {"latitude": 1e999, "longitude": 8.5} """)]
    [InlineData(""" "place": {"latitude": "NaN", "longitude": "NaN"} """)]
    [InlineData(""" "place": {"latitude": 91, "longitude": 8.5} """)]
    [InlineData(""" "chapters": [{"startSeconds": "NaN", "endSeconds": 2, "title": "Arrival"}] """)]
    [InlineData(""" "chapters": [{"startSeconds": 1e300, "title": "Arrival"}] """)]
    public async Task A_number_out_of_range_in_a_sidecar_costs_only_that_value(string part)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.At("video.json"),
            $$"""{ "id": "0198c0de-0000-7000-8000-000000000001", "title": "Beach", {{part}} }"""
        );

        var video = VideoSidecar.Find(folder.At("video.json"))!.ToVideo(VideoStatus.Ready);

        video.Title.Should().Be("Beach");
        (video.DurationSeconds, video.Place).Should().Be((null, null));
        video.Chapters.Should().BeEmpty();
    }

    [Fact]
    public async Task A_number_out_of_range_in_the_file_of_albums_costs_only_that_value()
    {
        using var folder = new TemporaryFolder();
        var storage = new VaultStorage(folder.At("data"));
        await File.WriteAllTextAsync(
            storage.OrganizationPath,
            """
            {
              "version": 1,
              "people": [{
                "name": "Oma",
                "face": {"video": "0198c0de-0000-7000-8000-000000000001", "atSeconds": "NaN", "left": 0, "top": 0, "size": 1}
              }]
            }
            """
        );

        var person = OrganizationFile.Find(storage)!.People!.Single();

        person.Should().Be(new StoredPerson("Oma", null));
    }

    [Fact]
    public void A_number_in_place_of_a_name_makes_the_file_of_albums_unreadable()
    {
        using var folder = new TemporaryFolder();
        var storage = new VaultStorage(folder.At("data"));
        File.WriteAllText(
            storage.OrganizationPath,
            """{"version": 1, "albums": [{"id": "0198c0de-0000-7000-8000-000000000051", "title": "Tapes", "order": 99}]}"""
        );

        OrganizationFile.Find(storage).Should().BeNull();
    }

    // Reading a pipe waits for a writer.
    [Fact]
    public async Task A_pipe_counts_as_no_sidecar()
    {
        using var folder = new TemporaryFolder();
        using var made = System.Diagnostics.Process.Start("mkfifo", folder.At("pipe"));
        await made.WaitForExitAsync();
        File.CreateSymbolicLink(folder.At("video.json"), folder.At("pipe"));

        var found = await Task.Run(() =>
                (VideoSidecar.Find(folder.At("pipe")), VideoSidecar.Find(folder.At("video.json")))
            )
            .WaitAsync(TimeSpan.FromSeconds(10));

        found.Should().Be((null, null));
    }

    [Theory]
    [InlineData("{ \"title\": \"Bea")]
    [InlineData(
        "{ \"version\": 2, \"id\": \"0198c0de-0000-7000-8000-000000000001\", \"title\": \"Beach\", \"mood\": \"good\" }"
    )]
    public async Task A_sidecar_that_is_not_fully_understood_is_kept_when_a_new_one_is_written(string text)
    {
        await using var app = new StreamVaultApp();
        var storage = new VaultStorage(app.DataPath);
        var id = VideoId.New(DateTimeOffset.UnixEpoch);
        Directory.CreateDirectory(storage.VideoFolder(id));
        await File.WriteAllTextAsync(storage.SidecarPath(id), text);
        File.WriteAllBytes(storage.KeyPath(id), new byte[16]);
        EmptyDatabase.CopyTo(storage);
        await AddReadyAsync(storage, id);

        using var owner = await app.SignInAsync();

        await UntilAsync(storage.SidecarPath(id), known => known is { Title: "Beach", Version: 1 });
        (await File.ReadAllTextAsync(Path.Combine(storage.VideoFolder(id), "video.previous.json"))).Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"title\": 3}")]
    [InlineData("not JSON")]
    public void A_damaged_sidecar_counts_as_none(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("video.json"), text);

        VideoSidecar.Find(folder.At("video.json")).Should().BeNull();
    }

    [Fact]
    public void A_sidecar_of_a_later_version_is_read_without_its_unknown_fields()
    {
        using var folder = new TemporaryFolder();
        var id = Guid.NewGuid();
        File.WriteAllText(
            folder.At("video.json"),
            $$"""{ "version": 9, "id": "{{id}}", "title": "{{new string('x', 500)}}", "mood": "good", "qualities": ["720p", "../x"] }"""
        );

        var video = VideoSidecar.Find(folder.At("video.json"))!.ToVideo(VideoStatus.Ready);

        video.Id.Value.Should().Be(id);
        video.Title.Should().HaveLength(Video.MaxTitleLength);
        video.Qualities.Should().Equal("720p");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task The_sidecar_of_a_waiting_upload_is_updated_and_deleted_with_it()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        var video = await owner.UploadAsync(await TaggedClip.MakeAsync(), "Before");
        var path = app.Services.GetRequiredService<VaultStorage>().SourceSidecarPath(new VideoId(video.Id));
        await UntilAsync(path, known => known is { Title: "Before", Place: not null });

        using var patched = await owner.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{video.Id}",
            new { title = "After", recordedAt = "2001-02-03" }
        );
        await UntilAsync(path, known => known is { Title: "After", Recorded.At.Year: 2001 });
        await app.Services.GetRequiredService<VideoLibrary>().ForgetPlacesAsync(CancellationToken.None);
        await UntilAsync(path, known => known is { Place: null });
        using var deleted = await owner.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{video.Id}");

        deleted.EnsureSuccessStatusCode();
        await Until.TrueAsync(() => !File.Exists(path));
        app.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Settings_that_were_chosen_are_in_a_file()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        using var chosen = await owner.PutAsJsonAsync(StreamVaultUrls.ApiOriginals, new { policy = "keep" });
        using var paused = await owner.PutAsJsonAsync(StreamVaultUrls.ApiSchedule, new { paused = true });

        var path = app.Services.GetRequiredService<VaultStorage>().ChosenSettingsPath;
        await Until.TrueAsync(() =>
            File.Exists(path)
            && File.ReadAllText(path) is var text
            && text.Contains("\"keep\"", StringComparison.Ordinal)
            && text.Contains("\"isPaused\": true", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_ready_video_without_a_sidecar_gets_one_in_the_background()
    {
        await using var app = new StreamVaultApp
        {
            Settings =
            {
                ["StreamVault:Encoding:QuietBeforeIdle"] = "00:00:00",
                ["StreamVault:Background:Pause"] = "00:00:00",
            },
        };
        var storage = new VaultStorage(app.DataPath);
        var id = VideoId.New(DateTimeOffset.UnixEpoch);
        Directory.CreateDirectory(storage.VideoFolder(id));
        File.WriteAllBytes(storage.KeyPath(id), new byte[16]);
        EmptyDatabase.CopyTo(storage);
        await AddReadyAsync(storage, id);

        using var owner = await app.SignInAsync();

        await UntilAsync(storage.SidecarPath(id), known => known is { Title: "Beach" });
    }

    private static async Task AddReadyAsync(VaultStorage storage, VideoId id)
    {
        await using var database = new StreamVault.Core.Persistence.StreamVaultDbContext(
            new DbContextOptionsBuilder<StreamVault.Core.Persistence.StreamVaultDbContext>()
                .UseSqlite($"Data Source={storage.DatabasePath};Pooling=False")
                .Options
        );
        database.Videos.Add(
            new Video
            {
                Id = id,
                Title = "Beach",
                OriginalFilename = "beach.mp4",
                Status = VideoStatus.Ready,
            }
        );
        await database.SaveChangesAsync();
    }

    private static Task UntilAsync(string path, Func<VideoSidecar?, bool> isRight) =>
        Until.TrueAsync(
            () => isRight(VideoSidecar.Find(path)),
            because: () => File.Exists(path) ? File.ReadAllText(path) : "There is no sidecar."
        );
}
