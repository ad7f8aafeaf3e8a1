using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using StreamVault.Tests.Commands;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Integrity;

/// <summary>
/// If the database is lost, emptied or older than the files, no video is lost and every video can be restored.
/// </summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class LostDatabaseTests(LostVault vault) : IClassFixture<LostVault>
{
    [Fact]
    public async Task A_folder_without_its_database_does_not_start_and_is_rebuilt_from_its_files()
    {
        await using var server = vault.Copy();
        LostVault.DeleteDatabase(server);

        await RefusesToStartAsync(server, "has no database");
        (await RebuildAsync(server))
            .Output.Should()
            .Contain("2 videos play again, 1 upload waits to be prepared")
            .And.Contain("The settings made in the UI are restored")
            .And.Contain("Not restored: the account, shared links, jobs, playback positions and history")
            .And.Contain("1 unfinished upload");
        await server.StartAgainAsync();

        server.Log.Should().Contain("There is no account yet");
        await HasEverythingAsync(server);
    }

    [Fact]
    public async Task Rebuild_counts_videos_with_missing_segments_or_damaged_keys_separately()
    {
        await using var server = vault.Copy();
        var ids = vault
            .Before.Where(video => video.Status == "ready")
            .ToDictionary(video => video.Title, video => video.Id);
        var (damaged, unreadable) = (ids[LostVault.First], ids[LostVault.Second]);
        LostVault.DeleteDatabase(server);
        File.Delete(Directory.GetFiles(Path.Combine(server.DataPath, "videos", $"{damaged}"), "*.ts").Order().First());
        Directory.Delete(Path.Combine(server.DataPath, "originals"), recursive: true);
        await File.WriteAllBytesAsync(Path.Combine(server.DataPath, "keys", $"{unreadable}.key"), []);

        var rebuild = await CommandRun.OnAsync(server.DataPath, "vault", "rebuild");

        rebuild.ExitCode.Should().Be(1);
        rebuild.Output.Should().Contain("0 videos play again, 1 video is damaged, 1 upload waits to be prepared");
        rebuild.Error.Should().Contain($"Damaged: {damaged} ({LostVault.First}): Segment 1 of ");
        rebuild.Error.Should().Contain($"{unreadable} ({LostVault.Second}): its key is damaged");
        await server.StartAgainAsync();
        using var owner = await server.SignInAsync();
        var video = (await LostVault.VideosAsync(owner)).Single(video => video.Title == LostVault.First);
        (await owner.GetStringAsync($"{StreamVaultUrls.ApiVideos}/{video.Id}")).Should().Contain("is missing");
    }

    [Fact]
    public async Task Rebuild_names_the_files_that_it_could_not_read()
    {
        await using var server = vault.Copy();
        var id = vault.Before.Single(video => video.Title == LostVault.First).Id;
        LostVault.DeleteDatabase(server);
        await File.WriteAllTextAsync(
            Path.Combine(server.DataPath, "videos", $"{id}", "video.json"),
            "{ \"title\": \"Gra"
        );
        await File.WriteAllTextAsync(Path.Combine(server.DataPath, "library.json"), "{ \"albums\": [");

        var rebuild = await CommandRun.OnAsync(server.DataPath, "vault", "rebuild");

        rebuild.ExitCode.Should().Be(1);
        rebuild.Output.Should().Contain("2 videos play again").And.NotContain("no sidecar");
        rebuild.Error.Should().Contain($"Not read: videos/{id}/video.json");
        rebuild.Error.Should().Contain("Not read: library.json");
        await using var database = new SqliteConnection(
            $"Data Source={Path.Combine(server.DataPath, "streamvault.db")};Mode=ReadOnly;Pooling=False"
        );
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT group_concat(id) FROM videos WHERE is_private";
        (await command.ExecuteScalarAsync()).Should().Be($"{id}", "it may have been private before");
    }

    [Fact]
    public async Task A_folder_with_an_empty_database_starts_only_with_the_new_option()
    {
        await using var server = vault.Copy();
        await File.WriteAllBytesAsync(Path.Combine(server.DataPath, "streamvault.db"), []);

        await RefusesToStartAsync(server, "has an empty database");
        server.Arguments.Add("--new");
        await server.StartAgainAsync();

        LostVault.HashesIn(server.DataPath).Should().Equal(vault.Hashes, "--new deletes nothing");
        using var owner = await server.SignInAsync();
        (await LostVault.VideosAsync(owner)).Should().BeEmpty();
        (await owner.GetStringAsync(StreamVaultUrls.ApiOriginals)).Should().Contain("keep", "vault.json was not lost");
        var found = await QuarantinedAsync(owner);
        found
            .Select(item => (item.Kind, item.Name))
            .Should()
            .BeEquivalentTo([
                ("video", LostVault.First),
                ("video", LostVault.Second),
                ("upload", LostVault.Waiting),
                ("upload", "Unknown upload"),
                ("database", "Replaced database"),
            ]);
        server.Log.Should().Contain("moved to quarantine").And.Contain("4 new entries in quarantine, 5 in total");
        await AdoptsEverythingAsync(owner, found);
    }

    [Fact]
    public async Task Restoring_an_older_database_loses_no_later_files()
    {
        await using var server = vault.Copy();
        vault.RestoreOlder(server);

        await server.StartAgainAsync();

        LostVault.HashesIn(server.DataPath).Should().Equal(vault.Hashes);
        using var owner = await server.SignInAsync();
        (await LostVault.VideosAsync(owner)).Select(video => video.Title).Should().Equal(LostVault.First);
        var found = await QuarantinedAsync(owner);
        found.Should().HaveCount(3);
        (await AdoptAsync(owner, found.Single(item => item.Name == LostVault.Second))).Status.Should().Be("ready");
        (await AdoptAsync(owner, found.Single(item => item.Name == LostVault.Waiting))).Status.Should().Be("pending");
        await IsAsBeforeAsync(owner);
        using var deleted = await owner.DeleteAsync(
            StreamVaultUrls.ApiQuarantined(found.Single(item => item.Name == "Unknown upload").Id)
        );
        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await QuarantinedAsync(owner)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_lost_write_ahead_log_loses_no_accepted_upload()
    {
        await using var server = vault.Copy();
        File.Delete(Path.Combine(server.DataPath, "streamvault.db-wal"));

        await server.StartAgainAsync();

        LostVault.HashesIn(server.DataPath).Should().Equal(vault.Hashes);
        using var owner = await server.SignInAsync();
        var found = await QuarantinedAsync(owner);
        found.Select(item => item.Name).Should().BeEquivalentTo(LostVault.Waiting, "Unknown upload");
        await AdoptAsync(owner, found.Single(item => item.Name == LostVault.Waiting));
        await IsAsBeforeAsync(owner);
    }

    [Fact]
    public async Task Rebuilds_a_usable_database_only_on_request_and_keeps_the_old_one()
    {
        await using var server = vault.Copy();
        await server.StartAgainAsync();

        var beside = await CommandRun.OnAsync(server.DataPath, "vault", "rebuild", "--replace");
        await server.StopAsync();
        var unasked = await CommandRun.OnAsync(server.DataPath, "vault", "rebuild");
        var asked = await RebuildAsync(server, "--replace");
        await server.StartAgainAsync();

        (beside.ExitCode, unasked.ExitCode).Should().Be((2, 2));
        beside.Error.Should().Contain("Another StreamVault process is using this data folder");
        unasked.Error.Should().Contain("usable database").And.Contain("--replace");
        asked.Output.Should().Contain("The old database is in quarantine/database-");
        await HasEverythingAsync(server);
    }

    private async Task RefusesToStartAsync(ServerProcess server, string found)
    {
        var start = () => server.StartAgainAsync();

        var refused = (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which;

        refused.ExitCode.Should().Be(1);
        refused
            .Message.Should()
            .Contain(found)
            .And.Contain("it contains 2 videos, 2 keys, 2 uploads and 2 originals")
            .And.Contain("'rebuild'")
            .And.Contain("--new");
        LostVault.HashesIn(server.DataPath).Should().Equal(vault.Hashes);
        Directory.EnumerateFileSystemEntries(Path.Combine(server.DataPath, "quarantine")).Should().BeEmpty();
    }

    private static async Task<ProgramResult> RebuildAsync(ServerProcess server, params string[] options) =>
        (await CommandRun.OnAsync(server.DataPath, ["vault", "rebuild", .. options])).Succeeded();

    private async Task HasEverythingAsync(ServerProcess server)
    {
        LostVault.HashesIn(server.DataPath).Should().Equal(vault.Hashes);
        using var owner = await server.SignInAsync();
        await IsAsBeforeAsync(owner);
        var jobs = await owner.JobsAsync();
        jobs.Should().ContainSingle().Which.VideoTitle.Should().Be(LostVault.Waiting);
        var originals = await owner.GetStringAsync(StreamVaultUrls.ApiOriginals);
        originals.Should().Contain("keep");
        (await QuarantinedAsync(owner))
            .Where(item => item.Kind != "database")
            .Should()
            .ContainSingle()
            .Which.Bytes.Should()
            .Be(LostVault.UnfinishedBytes);
    }

    private async Task AdoptsEverythingAsync(HttpClient owner, QuarantinedJson[] found)
    {
        foreach (var item in found.Where(item => item.Name is LostVault.First or LostVault.Second or LostVault.Waiting))
        {
            await AdoptAsync(owner, item);
        }

        await IsAsBeforeAsync(owner);
        using var notVideo = await owner.PostAsync(
            AdoptAddress(found.Single(item => item.Name == "Unknown upload")),
            null
        );
        using var database = await owner.PostAsync(AdoptAddress(found.Single(item => item.Kind == "database")), null);
        using var nothing = await owner.PostAsync(StreamVaultUrls.ApiQuarantined("nothing") + "/adopt", null);
        (notVideo.StatusCode, database.StatusCode).Should().Be((HttpStatusCode.Conflict, HttpStatusCode.Conflict));
        nothing.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await QuarantinedAsync(owner)).Select(item => item.Kind).Should().BeEquivalentTo("upload", "database");
    }

    private async Task IsAsBeforeAsync(HttpClient owner)
    {
        var videos = await LostVault.VideosAsync(owner);
        videos
            .Should()
            .BeEquivalentTo(
                vault.Before,
                options =>
                    options
                        .Using<System.Text.Json.JsonElement>(context =>
                            context.Subject.GetRawText().Should().Be(context.Expectation.GetRawText())
                        )
                        .WhenTypeIs<System.Text.Json.JsonElement>()
                        // An adopted upload is created at the time of its adoption.
                        .Using<DateTimeOffset>(context => { })
                        .When(info => info.Path.EndsWith("CreatedAt", StringComparison.Ordinal))
            );
        foreach (var (title, frames) in ((string, int)[])[(LostVault.First, 50), (LostVault.Second, 25)])
        {
            var token = await owner.MakeTokenAsync(videos.Single(video => video.Title == title).Id);
            (await FrameCount.ByDecodingAsync($"{token.Url}")).Should().Be(frames);
        }
    }

    private static string AdoptAddress(QuarantinedJson item) => StreamVaultUrls.ApiQuarantined(item.Id) + "/adopt";

    private static async Task<VideoJson> AdoptAsync(HttpClient owner, QuarantinedJson item)
    {
        using var answer = await owner.PostAsync(AdoptAddress(item), null);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<VideoJson>())!;
    }

    private static async Task<QuarantinedJson[]> QuarantinedAsync(HttpClient owner) =>
        (await owner.GetFromJsonAsync<QuarantinedJson[]>(StreamVaultUrls.ApiQuarantine))!;
}

/// <summary>An entry in the quarantine as API clients see it.</summary>
public sealed record QuarantinedJson(string Id, string Kind, string Name, long Bytes, string Reason, string? Obstacle);
