using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Imports;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Imports;

public sealed class WatchedFolderTests
{
    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_video_is_moved_into_the_vault()
    {
        await using var vault = new WatchedVault();
        await vault.PutAsync("2025/Oma_im_Garten.mp4");
        _ = vault.App.Services;

        var video = (await vault.UntilThereAreAsync(1)).Single();

        video.Title.Should().Be("Oma im Garten");
        video.OriginalFilename.Should().Be("Oma_im_Garten.mp4");
        video.Status.Should().Be(VideoStatus.Pending);
        HashOf(vault.App, video).Should().Be(await HashOfSmallAsync()).And.Be(video.SourceSha256);
        File.Exists(vault.At("2025", "Oma_im_Garten.mp4")).Should().BeFalse();
        await Until.TrueAsync(() => vault.Report.Last is not null);
        vault.Report.Last!.Video.Should().Be(video.Id);
        vault.UnderWay.Should().BeEmpty();
        vault.App.Logs.AssertNoErrorsLogged();
        vault.App.Logs.Lines.Should().Contain(line => line.Message.Contains("was imported from the watched folder"));
    }

    [OtherDiskFact]
    [Trait(Tier.Name, Tier.Media)]
    public async Task A_video_on_another_disk_is_copied_and_then_deleted()
    {
        using var disk = OtherDisk.TryMake();
        await using var vault = new WatchedVault(disk!.FullName);
        await vault.PutAsync("film.mp4");
        _ = vault.App.Services;

        var video = (await vault.UntilThereAreAsync(1)).Single();

        HashOf(vault.App, video).Should().Be(await HashOfSmallAsync()).And.Be(video.SourceSha256);
        File.Exists(vault.At("film.mp4")).Should().BeFalse();
        await Until.TrueAsync(() => !vault.UnderWay.Any());
        vault.App.Logs.AssertNoErrorsLogged();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_file_that_is_not_video_is_rejected_with_the_reason_beside_it()
    {
        using var disk = OtherDisk.TryMake();
        await using var vault = new WatchedVault(disk?.FullName);
        await File.WriteAllTextAsync(vault.At("letter.mp4"), "Dear diary, this is no video at all.");
        Directory.CreateDirectory(vault.At("set-aside"));
        await File.WriteAllTextAsync(vault.At("set-aside", "letter.mp4"), "An older letter.");
        await vault.PutAsync("film.mp4");
        _ = vault.App.Services;

        await vault.UntilThereAreAsync(1);
        await Until.TrueAsync(() => File.Exists(vault.At("set-aside", "letter (2).mp4")));

        (await File.ReadAllTextAsync(vault.At("set-aside", "letter (2).mp4"))).Should().StartWith("Dear diary");
        (await File.ReadAllTextAsync(vault.At("set-aside", "letter.mp4"))).Should().Be("An older letter.");
        (await File.ReadAllTextAsync(vault.At("set-aside", "letter (2).mp4.why.txt")))
            .Should()
            .Contain("This file isn't a video")
            .And.Contain("move the file back");
        vault.Report.SetAside.Should().ContainSingle(file => file.Name == "letter (2).mp4");
        (await vault.VideosAsync()).Should().ContainSingle();
        await Until.TrueAsync(() => !vault.UnderWay.Any());
        vault.App.Logs.AssertNoErrorsLogged();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_file_that_is_too_large_is_rejected_without_being_copied()
    {
        await using var vault = new WatchedVault(more: settings => settings["StreamVault:Uploads:MaxBytes"] = "1000");
        await vault.PutAsync("film.mp4");
        _ = vault.App.Services;

        await Until.TrueAsync(() => File.Exists(vault.At("set-aside", "film.mp4")));

        vault.Report.SetAside.Single().Reason.Should().Contain("too large").And.Contain("MaxBytes");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_file_waits_on_a_full_disk_until_there_is_space()
    {
        using var disk = OtherDisk.TryMake();
        await using var vault = new WatchedVault(disk?.FullName);
        var storage = vault.App.Services.GetRequiredService<VaultStorage>();
        var measure = storage.MeasureFree;
        storage.MeasureFree = () => 1000;
        await vault.PutAsync("film.mp4");

        await Until.TrueAsync(() => vault.Report.Waiting.Count == 1);

        vault.Report.Waiting[0].Name.Should().Be("film.mp4");
        vault.Report.Waiting[0].Reason.Should().Contain("Not enough disk space");
        File.Exists(vault.At("film.mp4")).Should().BeTrue();
        vault.UnderWay.Should().BeEmpty();
        storage.MeasureFree = measure;
        await vault.UntilThereAreAsync(1);
        await Until.TrueAsync(() => vault.Report.Waiting.Count == 0);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_file_that_a_program_has_locked_waits_until_it_is_closed()
    {
        await using var vault = new WatchedVault();
        await vault.PutAsync("film.mp4");
        await using (File.Open(vault.At("film.mp4"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            _ = vault.App.Services;
            await Until.TrueAsync(() => vault.Report.Waiting.Count == 1);
            (await vault.VideosAsync()).Should().BeEmpty();
        }

        await vault.UntilThereAreAsync(1);
    }

    [Trait(Tier.Name, Tier.Media)]
    [UnprivilegedFact]
    public async Task An_unreadable_file_waits_with_instructions()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new InvalidOperationException("The test should be skipped.");
        }

        await using var vault = new WatchedVault();
        await vault.PutAsync("film.mp4");
        File.SetUnixFileMode(vault.At("film.mp4"), UnixFileMode.None);
        _ = vault.App.Services;

        await Until.TrueAsync(() => vault.Report.Waiting.Count == 1);

        vault.Report.Waiting[0].Reason.Should().Contain("Grant read permission");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Temporary_files_and_links_stay_in_the_folder()
    {
        await using var vault = new WatchedVault();
        await vault.PutAsync("film.mp4.part");
        await vault.PutAsync(".film.mp4.Xa81Kd");
        await vault.PutAsync("one.mp4");
        File.CreateSymbolicLink(vault.At("link.mp4"), await Clips.SmallAsync());
        _ = vault.App.Services;

        await vault.UntilThereAreAsync(1);
        await vault.PutAnotherAsync("two.mp4");
        await vault.UntilThereAreAsync(2);

        (await vault.VideosAsync()).Select(video => video.Title).Should().Equal("one", "two");
        Directory
            .GetFiles(vault.Folder)
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("film.mp4.part", ".film.mp4.Xa81Kd", "link.mp4");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_missing_folder_is_reported_and_used_once_it_exists()
    {
        await using var vault = new WatchedVault();
        Directory.Delete(vault.Folder);
        _ = vault.App.Services;

        await Until.TrueAsync(() => vault.Report.Problem is not null);

        vault.Report.Problem.Should().Contain(vault.Folder);
        await vault.PutAsync("film.mp4");
        await vault.UntilThereAreAsync(1);
        await Until.TrueAsync(() => vault.Report.Problem is null);
    }

    [Fact]
    public async Task Without_the_setting_no_folder_is_watched()
    {
        await using var app = new StreamVaultApp();

        app.Services.GetRequiredService<WatchedFolder>().Root.Should().BeNull();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Rejects_the_data_folder_as_the_watched_folder()
    {
        using var folder = new TemporaryFolder();
        var start = () =>
            ServerProcess.StartAsync(
                ("StreamVault:DataPath", folder.At("data")),
                ("StreamVault:WatchedFolder:Path", folder.At("data", "inbox"))
            );

        var refusal = (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which;

        refusal.ExitCode.Should().Be(1);
        refusal.Message.Should().Contain("StreamVault:WatchedFolder:Path must not be inside");
    }

    private static string HashOf(StreamVaultApp app, Video video) =>
        Hash(Path.Combine(app.DataPath, "uploads", $"{video.Id}.source"));

    private static async Task<string> HashOfSmallAsync() => Hash(await Clips.SmallAsync());

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}

/// <summary>A test that needs an account which can't read every file.</summary>
public sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute() =>
        Skip =
            OperatingSystem.IsWindows() ? "Windows has other permissions"
            : Environment.IsPrivilegedProcess ? "root can read every file"
            : null;
}
