using System.Net;
using System.Net.Http.Json;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>On a completely full disk, the owner can still sign in and free space.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class FullDiskWalkTests
{
    [SmallDiskFact]
    public async Task The_owner_can_sign_in_rename_cancel_delete_and_restart_on_a_full_disk()
    {
        await using var vault = await FullDiskVault.MakeAsync(4 * Ballast.Bytes);
        var (disk, server) = (vault.Disk, vault.Server);
        await vault.StartWithBallastAsync();

        disk.FillUp();
        using var owner = await server.SignInAsync();
        using var renamed = await owner.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{vault.First}",
            new { title = "Renamed" }
        );
        var job = await owner.JobAsync(vault.Second);
        using var cancelled = await owner.PostAsync($"{StreamVaultUrls.ApiJobs}/{job.Id}/cancel", null);
        using var deleted = await owner.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{vault.Second}");

        renamed.StatusCode.Should().Be(HttpStatusCode.OK, await renamed.Content.ReadAsStringAsync());
        cancelled.StatusCode.Should().Be(HttpStatusCode.NoContent, await cancelled.Content.ReadAsStringAsync());
        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent, await deleted.Content.ReadAsStringAsync());
        vault.IsBallastHeld.Should().BeFalse();
        server.Log.Should().Contain("The disk is full. 32 MB of reserved space were released");

        await vault.RestartAsync();
        using var again = await server.SignInAsync();
        (await again.VideoAsync(vault.First)).Title.Should().Be("Renamed");

        disk.MakeRoom();
        await vault.RestartAsync();
        await Until.TrueAsync(() => vault.IsBallastHeld);
    }

    [SmallDiskFact]
    public async Task The_owner_can_work_on_a_disk_that_filled_up_again_without_ballast()
    {
        await using var vault = await FullDiskVault.MakeAsync(4 * Ballast.Bytes);
        var (disk, server) = (vault.Disk, vault.Server);
        await vault.StartWithBallastAsync();
        using var owner = await server.SignInAsync();
        disk.FillUp();
        using var renamed = await RenameAsync(owner, vault.First, "Renamed");
        renamed.StatusCode.Should().Be(HttpStatusCode.OK, await renamed.Content.ReadAsStringAsync());
        vault.IsBallastHeld.Should().BeFalse();

        disk.FillUp();
        using var again = await server.SignInAsync();
        var job = await again.JobAsync(vault.Second);
        using var cancelled = await again.PostAsync($"{StreamVaultUrls.ApiJobs}/{job.Id}/cancel", null);
        disk.FillUp();
        using var deleted = await again.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{vault.Second}");
        disk.FillUp();
        await server.StopAsync();
        disk.FillUp();
        await server.StartAgainAsync();
        using var afterwards = await server.SignInAsync();
        using var renamedAgain = await RenameAsync(afterwards, vault.First, "Renamed again");

        cancelled.StatusCode.Should().Be(HttpStatusCode.NoContent, await cancelled.Content.ReadAsStringAsync());
        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent, await deleted.Content.ReadAsStringAsync());
        renamedAgain.StatusCode.Should().Be(HttpStatusCode.OK, await renamedAgain.Content.ReadAsStringAsync());
        (await afterwards.GetAsync($"{StreamVaultUrls.ApiVideos}/{vault.Second}"))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
        vault.IsBallastHeld.Should().BeFalse();
    }

    [SmallDiskFact]
    public async Task A_video_can_be_deleted_when_the_database_has_no_space_at_all()
    {
        await using var vault = await FullDiskVault.MakeAsync(Ballast.Bytes);
        var (disk, server) = (vault.Disk, vault.Server);
        File.Delete(vault.WriteAheadLog);
        disk.FillUp();
        await server.StartAgainAsync();
        using var owner = await server.SignInAsync();
        using var renamed = await RenameAsync(owner, vault.First, "Renamed");
        renamed.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);

        using var deleted = await owner.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{vault.Second}");

        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent, await deleted.Content.ReadAsStringAsync());
        server.Log.Should().Contain($"deleting the files of video {vault.Second} before its database entry");
        Directory.EnumerateFileSystemEntries(Path.Combine(vault.DataPath, "deleted")).Should().BeEmpty();
        (await owner.GetAsync($"{StreamVaultUrls.ApiVideos}/{vault.Second}"))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
        (await owner.VideoAsync(vault.First)).Title.Should().Be("First");
    }

    [SmallDiskFact]
    public async Task A_server_starts_on_a_disk_that_was_filled_while_it_was_stopped()
    {
        await using var vault = await FullDiskVault.MakeAsync(4 * Ballast.Bytes);
        var (disk, server) = (vault.Disk, vault.Server);
        await vault.StartWithBallastAsync();
        await server.StopAsync();

        disk.FillUp();
        await server.StartAgainAsync();

        using var owner = await server.SignInAsync();
        using var deleted = await owner.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{vault.First}");
        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent, await deleted.Content.ReadAsStringAsync());
    }

    [SmallDiskFact]
    public async Task Explains_a_full_disk_without_ballast()
    {
        await using var vault = await FullDiskVault.MakeAsync(Ballast.Bytes);
        var (disk, server) = (vault.Disk, vault.Server);
        await server.StartAgainAsync();
        using var owner = await server.SignInAsync();
        vault.IsBallastHeld.Should().BeFalse("this disk is too small for it");

        disk.FillUp();
        using var renamed = await vault.DescribeUntilFullAsync(owner);

        renamed.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage, await renamed.Content.ReadAsStringAsync());
        renamed.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await renamed.Content.ReadFromJsonAsync<ProblemJson>())!
            .Detail.Should()
            .StartWith("The disk is full. Empty the trash");

        // A server that was killed starts again on a full disk.
        await server.KillAsync();
        await server.StartAgainAsync();
        await server.StopAsync();
        File.Delete(vault.WriteAheadLog);
        File.Delete(vault.SharedMemory);
        disk.FillUp();
        var start = () => server.StartAgainAsync();
        (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which.ExitCode.Should().Be(1);
        server.Log.Should().Contain($"The disk of {vault.DataPath} is full. Free at least 32 MB there");
    }

    private static Task<HttpResponseMessage> RenameAsync(HttpClient owner, Guid video, string title) =>
        owner.PatchAsJsonAsync($"{StreamVaultUrls.ApiVideos}/{video}", new { title });
}
