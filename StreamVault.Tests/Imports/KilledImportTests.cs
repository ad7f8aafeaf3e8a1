using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Imports;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Imports;

/// <summary>The server is killed between two steps of an import, and every file is still imported exactly once.</summary>
public sealed class KilledImportTests
{
    // STREAMVAULT_TEST_KILLS sets the number of kills. There are enough files for each kill to interrupt one.
    private static readonly int Kills = int.TryParse(
        Environment.GetEnvironmentVariable("STREAMVAULT_TEST_KILLS"),
        out var kills
    )
        ? kills
        : 3;
    private static readonly int Files = 3 * Kills + 4;

    public static TheoryData<string> Steps => ["noted", "half copied", "copied", "moved", "named"];

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_file_is_imported_once_whatever_step_was_the_last(string step)
    {
        await using var vault = new WatchedVault();
        await vault.PutAsync("film.mp4");
        var storage = new VaultStorage(vault.App.DataPath);
        var id = VideoId.New(DateTimeOffset.Parse("2026-07-01T12:00:00Z", null));
        var seen = SeenFile.At(vault.At("film.mp4"))!;
        new ImportNote(id, vault.Folder, seen.Path, seen.Bytes, seen.ModifiedAt).Save(storage);
        Leave(step, storage, id, seen.Path);

        _ = vault.App.Services;
        await vault.UntilThereAreAsync(1);
        await vault.PutAnotherAsync("next.mp4");

        var videos = await vault.UntilThereAreAsync(2);
        videos.Select(video => video.Title).Should().Equal("film", "next");
        await Until.TrueAsync(() => !vault.UnderWay.Any());
        Directory.GetFiles(vault.Folder).Should().BeEmpty();
        foreach (var video in videos)
        {
            new FileInfo(storage.SourcePath(video.Id)).Length.Should().Be(seen.Bytes);
        }

        vault.App.Logs.AssertNoErrorsLogged();
    }

    private static void Leave(string step, VaultStorage storage, VideoId id, string original)
    {
        switch (step)
        {
            case "half copied":
                File.WriteAllBytes(storage.ImportPath(id) + ".part", File.ReadAllBytes(original)[..5000]);
                break;
            case "copied":
                File.Copy(original, storage.ImportPath(id));
                break;
            case "moved":
                File.Move(original, storage.ImportPath(id));
                break;
            case "named":
                File.Move(original, storage.SourcePath(id));
                break;
        }
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_leftover_note_of_a_finished_import_imports_nothing_again()
    {
        await using var vault = new WatchedVault();
        await vault.PutAsync("film.mp4");
        var original = SeenFile.At(vault.At("film.mp4"))!;
        var video = (await vault.UntilThereAreAsync(1)).Single();
        await Until.TrueAsync(() => !vault.UnderWay.Any());
        var storage = vault.App.Services.GetRequiredService<VaultStorage>();

        new ImportNote(video.Id, vault.Folder, original.Path, original.Bytes, original.ModifiedAt).Save(storage);
        await Until.TrueAsync(() => !vault.UnderWay.Any());

        (await vault.VideosAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Keeps_a_partial_copy_whose_original_is_gone()
    {
        await using var vault = new WatchedVault();
        var storage = vault.App.Services.GetRequiredService<VaultStorage>();
        var id = VideoId.New(DateTimeOffset.UnixEpoch);
        await File.WriteAllTextAsync(storage.PartialImportPath(id), "half of a film");

        new ImportNote(id, vault.Folder, vault.At("gone.mp4"), 28, DateTime.UnixEpoch).Save(storage);
        await Until.TrueAsync(() => !File.Exists(storage.ImportNotePath(id)));

        (await File.ReadAllTextAsync(storage.PartialImportPath(id))).Should().Be("half of a film");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_files_are_imported_once_each_although_the_server_is_killed(bool onAnotherDisk)
    {
        using var disk = onAnotherDisk ? OtherDisk.TryMake() : null;
        using var folder = new TemporaryFolder();
        var inbox = disk?.FullName ?? folder.At("inbox");
        Directory.CreateDirectory(inbox);
        await using var server = await ServerProcess.StartAsync(
            ("StreamVault:Encoding:Workers", "0"),
            ("StreamVault:WatchedFolder:Path", inbox),
            ("StreamVault:WatchedFolder:UnchangedFor", "00:00:01"),
            ("StreamVault:WatchedFolder:PollingInterval", "00:00:01")
        );
        for (var number = 0; number < Files; number++)
        {
            // Of different lengths, so that a mix-up would be detected.
            await using var copy = File.Create(Path.Combine(inbox, $"film {number:00}.mp4"));
            await copy.WriteAsync(await File.ReadAllBytesAsync(await Clips.SmallAsync()));
            await copy.WriteAsync(new byte[number]);
        }

        for (var kill = 1; kill <= Kills; kill++)
        {
            // Once a few more are imported, so that the kill interrupts the next.
            var left = Math.Max(0, Files - kill * Files / (Kills + 1));
            await Until.TrueAsync(
                () => Directory.GetFiles(inbox).Length <= left,
                TimeSpan.FromMinutes(2),
                () => server.Log
            );
            await server.KillAsync();
            await server.StartAgainAsync();
        }

        using var owner = await server.SignInAsync();
        await Until.TrueAsync(
            async () => (await ListAsync(owner)).Total >= Files,
            TimeSpan.FromMinutes(2),
            () => server.Log
        );
        await Until.TrueAsync(() => Directory.GetFiles(Path.Combine(server.DataPath, "imports")).Length == 0);

        var videos = (await ListAsync(owner)).Items;
        var bytes = new FileInfo(await Clips.SmallAsync()).Length;
        videos
            .OrderBy(video => video.Title, StringComparer.Ordinal)
            .Select(video => (video.Title, video.FileSizeBytes))
            .Should()
            .Equal(Enumerable.Range(0, Files).Select(number => ($"film {number:00}", (long?)(bytes + number))));
        foreach (var video in videos)
        {
            new FileInfo(Path.Combine(server.DataPath, "uploads", $"{video.Id}.source"))
                .Length.Should()
                .Be(video.FileSizeBytes);
        }

        Directory.GetFileSystemEntries(inbox).Should().BeEmpty();
        server.AssertNoErrorsLogged();
    }

    private static async Task<VideoListJson> ListAsync(HttpClient owner) =>
        (await owner.GetFromJsonAsync<VideoListJson>($"{StreamVaultUrls.ApiVideos}?pageSize=100"))!;
}
