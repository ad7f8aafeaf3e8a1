using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Exports;
using StreamVault.Core.Library;
using StreamVault.Tests.Commands;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Integrity;

/// <summary>
/// How each kind of damage to stored files affects downloads, exports and players, and how the video is marked.
/// </summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class DamageTests(StoredVault vault) : IClassFixture<StoredVault>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => (await vault.RestoreAsync()).Damage.Should().BeNull("all files were restored");

    [Theory]
    [InlineData("missing segment", "Segment 2 of 480p is missing.")]
    [InlineData("truncated segment", "Segment 2 of 480p has the wrong size.")]
    [InlineData("flipped segment", "Segment 2 of 480p has changed.")]
    [InlineData("missing key", "The key is missing.")]
    [InlineData("truncated key", "The key has the wrong size.")]
    [InlineData("flipped key", "The key has changed.")]
    [InlineData("missing playlist", "The playlist of 480p is missing.")]
    [InlineData("flipped playlist", "The playlist of 480p has changed.")]
    public async Task A_damaged_video_is_neither_downloaded_nor_exported_and_gets_marked(string damage, string words)
    {
        vault.Damage(damage);
        using var folder = new TemporaryFolder();

        using var download = await vault.Client.GetAsync(vault.Download);
        var export = await ExportAsync(folder);

        download.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await download.Content.ReadFromJsonAsync<ProblemJson>())!
            .Detail.Should()
            .Contain(words)
            .And.Contain("Prepare again", "the original is kept");
        export.Should().BeOfType<ExportOutcome.Failed>().Which.Reason.Should().Contain(words);
        Directory.EnumerateFileSystemEntries(folder.FullName).Should().BeEmpty();
        var video = await vault.VideoAsync();
        (video.Status, video.Damage!.Summary).Should().Be(("ready", words));
    }

    [Theory]
    [InlineData("missing segment", $"{StoredVault.Quality}/{StoredVault.Segment}", HttpStatusCode.NotFound)]
    [InlineData("truncated segment", $"{StoredVault.Quality}/{StoredVault.Segment}", HttpStatusCode.Conflict)]
    [InlineData("missing key", "key", HttpStatusCode.NotFound)]
    [InlineData("truncated key", "key", HttpStatusCode.Conflict)]
    [InlineData("missing playlist", $"{StoredVault.Quality}.m3u8", HttpStatusCode.NotFound)]
    [InlineData("truncated playlist", $"{StoredVault.Quality}.m3u8", HttpStatusCode.NotFound)]
    [InlineData("missing poster", "poster.jpg", HttpStatusCode.NotFound)]
    [InlineData("truncated poster", "poster.jpg", HttpStatusCode.NotFound)]
    public async Task Playback_of_a_damaged_file_is_refused_and_marks_the_video(
        string damage,
        string path,
        HttpStatusCode refusal
    )
    {
        var token = await vault.Client.MakeTokenAsync(vault.Id.Value);
        using var player = vault.App.CreateClient();
        var url = StreamVaultUrls.WithToken($"{StreamVaultUrls.ApiVideo(vault.Id)}/{path}", token.Token);
        (await player.GetAsync(url)).StatusCode.Should().Be(HttpStatusCode.OK);
        // Recently checked keys and playlists are served from memory for a second.
        vault.Damage(damage);

        await Until.TrueAsync(async () => (await player.GetAsync(url)).StatusCode == refusal);

        (await vault.MarkAsync()).Files.Should().ContainSingle();
        (await vault.VideoAsync()).Status.Should().Be("ready");
    }

    [Fact]
    public async Task Playback_checks_size_only_and_a_full_check_finds_changed_bytes()
    {
        vault.Damage("flipped segment");
        var url = $"{StreamVaultUrls.ApiVideo(vault.Id)}/{StoredVault.Quality}/{StoredVault.Segment}";
        (await vault.Client.GetAsync(url)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await vault.VideoAsync()).Damage.Should().BeNull();

        var video = await vault.CheckAsync();

        video.Damage!.Files.Should().Equal(new DamagedFileJson(StoredVault.Segment, "changed"));
        video.CheckedAt.Should().NotBeNull();
        using var download = await vault.Client.GetAsync(vault.Download);
        download.StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("missing original", HttpStatusCode.Conflict)]
    [InlineData("truncated original", HttpStatusCode.Conflict)]
    public async Task A_damaged_original_is_refused_and_marks_the_video(string damage, HttpStatusCode refusal)
    {
        vault.Damage(damage);

        using var answer = await vault.Client.GetAsync(StreamVaultUrls.Original(vault.Id));

        answer.StatusCode.Should().Be(refusal);
        (await vault.VideoAsync()).Damage!.Advice.Should().Contain("still plays").And.Contain("backup");
        using var download = await vault.Client.GetAsync(vault.Download);
        download.StatusCode.Should().Be(HttpStatusCode.OK, "the video is undamaged");
    }

    [Fact]
    public async Task Downloading_a_changed_original_aborts_before_its_end()
    {
        vault.Damage("flipped original");
        using var answer = await vault.Client.GetAsync(
            StreamVaultUrls.Original(vault.Id),
            HttpCompletionOption.ResponseHeadersRead
        );

        var read = () => answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();

        await read.Should().ThrowAsync<Exception>();
        (await vault.MarkAsync()).Summary.Should().Be("The original has changed.");
    }

    [Fact]
    public async Task The_export_command_reports_damage_and_exits_with_1()
    {
        vault.Damage("flipped segment");
        using var folder = new TemporaryFolder();

        var result = await CommandRun.OnAsync(
            vault.App.DataPath,
            "export",
            vault.Id.ToString(),
            "--to",
            folder.FullName
        );

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("Segment 2 of 480p has changed.").And.Contain("No file was left");
        Directory.EnumerateFileSystemEntries(folder.FullName).Should().BeEmpty();
        (await vault.VideoAsync()).Damage.Should().NotBeNull();
    }

    [Fact]
    public async Task An_undamaged_video_is_downloaded_and_exported()
    {
        using var folder = new TemporaryFolder();

        using var download = await vault.Client.GetAsync(vault.Download);
        var export = await ExportAsync(folder);

        download.StatusCode.Should().Be(HttpStatusCode.OK);
        (await download.Content.ReadAsByteArrayAsync()).Should().NotBeEmpty();
        export.Should().BeOfType<ExportOutcome.Written>();
        (await vault.VideoAsync()).Damage.Should().BeNull();
    }

    private async Task<ExportOutcome> ExportAsync(TemporaryFolder folder)
    {
        var video = await vault
            .App.Services.GetRequiredService<VideoLibrary>()
            .FindAsync(vault.Id, CancellationToken.None);
        return await vault
            .App.Services.GetRequiredService<VideoExport>()
            .RunAsync(video!, folder.FullName, CancellationToken.None);
    }
}
