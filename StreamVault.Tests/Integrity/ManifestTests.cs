using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Integrity;

[Trait(Tier.Name, Tier.Media)]
public sealed class ManifestTests(StoredVault vault) : IClassFixture<StoredVault>
{
    [Fact]
    public async Task A_ready_video_has_checksums_of_all_its_files_that_sha256sum_accepts()
    {
        var files = Directory.GetFiles(vault.Folder).Select(path => Path.GetFileName(path)!);
        var result = await Sha256SumAsync(vault.Folder);

        result.Succeeded();
        var named = File.ReadLines(Path.Combine(vault.Folder, ManifestFiles.HashesName)).Select(line => line[66..]);
        named
            .Should()
            .BeEquivalentTo(
                files.Except([ManifestFiles.HashesName, ManifestFiles.FactsName, VaultStorage.SidecarName])
            );
        named.Should().Contain(["master.m3u8", "480p.m3u8", "480p_000.ts", "480p_001.ts", "poster.jpg"]);
        var state = ManifestFiles.Read(vault.Folder);
        var manifest = state.Should().BeOfType<ManifestState.Found>().Which.Manifest;
        manifest.MadeLater.Should().BeFalse();
        manifest.Original!.Bytes.Should().Be(new FileInfo(vault.Storage.OriginalPath(vault.Id)).Length);
        foreach (var (name, file) in manifest.Files)
        {
            file.Bytes.Should().Be(new FileInfo(Path.Combine(vault.Folder, name)).Length);
        }
    }

    [Fact]
    public async Task The_videos_folder_reveals_nothing_of_the_key()
    {
        var key = Convert.ToHexStringLower(await File.ReadAllBytesAsync(vault.Storage.KeyPath(vault.Id)));

        foreach (var path in Directory.GetFiles(vault.Folder, "manifest*"))
        {
            (await File.ReadAllTextAsync(path)).ToLowerInvariant().Should().NotContain(key);
        }
    }

    [Fact]
    public async Task Existing_videos_get_checksums_in_the_background_that_say_so()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var id = await SyntheticVideo.CreateAsync(app, segments: 2, segmentBytes: 4096);
        var folder = app.Services.GetRequiredService<VaultStorage>().VideoFolder(id);
        await app
            .Services.GetRequiredService<BackgroundQueue>()
            .EnqueueAsync(ManifestHandler.KindName, id, CancellationToken.None);

        await Until.TrueAsync(() => File.Exists(Path.Combine(folder, ManifestFiles.FactsName)));

        (await Sha256SumAsync(folder)).Succeeded();
        using var facts = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder, ManifestFiles.FactsName))
        );
        facts.RootElement.GetProperty("madeLater").GetBoolean().Should().BeTrue();
        facts.RootElement.GetProperty("note").GetString().Should().Contain("not known");
        app.Services.GetRequiredService<VideoCheck>().UnknownBefore(id).Should().NotBeNull();
    }

    [Theory]
    [InlineData("720p_001.ts", "Segment 2 of 720p is missing.")]
    [InlineData("720p.m3u8", "The playlist of 720p is missing.")]
    public async Task An_existing_video_with_something_missing_is_marked_instead(string name, string words)
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var id = await SyntheticVideo.CreateAsync(app, segments: 2, segmentBytes: 4096);
        var folder = app.Services.GetRequiredService<VaultStorage>().VideoFolder(id);
        File.Delete(Path.Combine(folder, name));
        var check = app.Services.GetRequiredService<VideoCheck>();

        await check.AddManifestAsync(id, FileHash.Always, CancellationToken.None);

        File.Exists(Path.Combine(folder, ManifestFiles.FactsName)).Should().BeFalse();
        (await VideoAsync(app, id)).Damage!.Files.Select(file => DamageText.Summary([file])).Should().Equal(words);
    }

    [Fact]
    public async Task Detects_a_wrong_key_by_decrypting_a_segment()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var id = await SyntheticVideo.CreateAsync(app, segments: 2, segmentBytes: 4096);
        var storage = app.Services.GetRequiredService<VaultStorage>();
        await File.WriteAllBytesAsync(storage.KeyPath(id), new byte[16]);

        await app
            .Services.GetRequiredService<VideoCheck>()
            .AddManifestAsync(id, FileHash.Always, CancellationToken.None);

        (await VideoAsync(app, id)).Damage!.Files.Should().Equal(new DamagedFile("key", DamageKind.Changed));
    }

    [Theory]
    [InlineData(ManifestFiles.HashesName)]
    [InlineData(ManifestFiles.FactsName)]
    public async Task A_damaged_manifest_marks_the_video(string name)
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var id = await SyntheticVideo.CreateAsync(app, segments: 1, segmentBytes: 4096);
        var check = app.Services.GetRequiredService<VideoCheck>();
        await check.FullAsync(id, null, CancellationToken.None);
        await File.WriteAllTextAsync(
            Path.Combine(app.Services.GetRequiredService<VaultStorage>().VideoFolder(id), name),
            "nonsense"
        );

        await check.FullAsync(id, null, CancellationToken.None);

        (await VideoAsync(app, id)).Damage!.Files.Should().Equal(new DamagedFile(name, DamageKind.Changed));
    }

    private static async Task<Video> VideoAsync(StreamVaultApp app, VideoId id)
    {
        var databases = app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync();
        return await database.Videos.AsNoTracking().SingleAsync(video => video.Id == id);
    }

    private static async Task<ProgramResult> Sha256SumAsync(string folder)
    {
        var start = new ProcessStartInfo("sha256sum", ["--check", "--strict", ManifestFiles.HashesName])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProgramResult(process.ExitCode, await output, await error);
    }
}
