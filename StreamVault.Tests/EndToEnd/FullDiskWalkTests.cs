using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>On a completely full disk, the owner can still sign in and free space.</summary>
[Collection(Browser.Name)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class FullDiskWalkTests(Browser browser) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SmallDiskFact]
    public async Task The_owner_can_sign_in_rename_cancel_delete_and_restart_on_a_full_disk()
    {
        using var disk = SmallDisk.Mount(_folder.At("disk"), 4 * Ballast.Bytes);
        await using var server = await StartAsync();
        var (first, second) = await UploadTwoAsync(server);
        // A restart leaves no write-ahead log with reusable space.
        await server.StopAsync();
        await server.StartAgainAsync();
        await Until.TrueAsync(() => IsBallastHeld);

        disk.FillUp();
        using var owner = await server.SignInAsync();
        using var renamed = await owner.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{first}",
            new { title = "Renamed" }
        );
        var job = await owner.JobAsync(second);
        using var cancelled = await owner.PostAsync($"{StreamVaultUrls.ApiJobs}/{job.Id}/cancel", null);
        using var deleted = await owner.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{second}");

        renamed.StatusCode.Should().Be(HttpStatusCode.OK, await renamed.Content.ReadAsStringAsync());
        cancelled.StatusCode.Should().Be(HttpStatusCode.NoContent, await cancelled.Content.ReadAsStringAsync());
        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent, await deleted.Content.ReadAsStringAsync());
        IsBallastHeld.Should().BeFalse();
        server.Log.Should().Contain("The disk is full. 32 MB of reserved space were released");

        await server.StopAsync();
        await server.StartAgainAsync();
        using var again = await server.SignInAsync();
        (await again.VideoAsync(first)).Title.Should().Be("Renamed");

        disk.MakeRoom();
        await server.StopAsync();
        await server.StartAgainAsync();
        await Until.TrueAsync(() => IsBallastHeld);
    }

    [SmallDiskFact]
    public async Task The_owner_can_work_on_a_disk_that_filled_up_again_without_ballast()
    {
        using var disk = SmallDisk.Mount(_folder.At("disk"), 4 * Ballast.Bytes);
        await using var server = await StartAsync();
        var (first, second) = await UploadTwoAsync(server);
        await server.StopAsync();
        await server.StartAgainAsync();
        await Until.TrueAsync(() => IsBallastHeld);
        using var owner = await server.SignInAsync();
        disk.FillUp();
        using var renamed = await RenameAsync(owner, first, "Renamed");
        renamed.StatusCode.Should().Be(HttpStatusCode.OK, await renamed.Content.ReadAsStringAsync());
        IsBallastHeld.Should().BeFalse();

        disk.FillUp();
        using var again = await server.SignInAsync();
        var job = await again.JobAsync(second);
        using var cancelled = await again.PostAsync($"{StreamVaultUrls.ApiJobs}/{job.Id}/cancel", null);
        disk.FillUp();
        using var deleted = await again.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{second}");
        disk.FillUp();
        await server.StopAsync();
        disk.FillUp();
        await server.StartAgainAsync();
        using var afterwards = await server.SignInAsync();
        using var renamedAgain = await RenameAsync(afterwards, first, "Renamed again");

        cancelled.StatusCode.Should().Be(HttpStatusCode.NoContent, await cancelled.Content.ReadAsStringAsync());
        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent, await deleted.Content.ReadAsStringAsync());
        renamedAgain.StatusCode.Should().Be(HttpStatusCode.OK, await renamedAgain.Content.ReadAsStringAsync());
        (await afterwards.GetAsync($"{StreamVaultUrls.ApiVideos}/{second}"))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
        IsBallastHeld.Should().BeFalse();

        disk.MakeRoom();
        await server.StopAsync();
        await server.StartAgainAsync();
        await Until.TrueAsync(() => IsBallastHeld);
    }

    [SmallDiskFact]
    public async Task A_video_can_be_deleted_when_the_database_has_no_space_at_all()
    {
        using var disk = SmallDisk.Mount(_folder.At("disk"), Ballast.Bytes);
        await using var server = await StartAsync();
        var (first, second) = await UploadTwoAsync(server);
        await server.StopAsync();
        File.Delete(WriteAheadLog);
        disk.FillUp();
        await server.StartAgainAsync();
        using var owner = await server.SignInAsync();
        using var renamed = await RenameAsync(owner, first, "Renamed");
        renamed.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);

        using var deleted = await owner.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{second}");

        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent, await deleted.Content.ReadAsStringAsync());
        server.Log.Should().Contain($"deleting the files of video {second} before its database entry");
        Directory.EnumerateFileSystemEntries(_folder.At("disk", "data", "deleted")).Should().BeEmpty();
        (await owner.GetAsync($"{StreamVaultUrls.ApiVideos}/{second}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await owner.VideoAsync(first)).Title.Should().Be("First");
    }

    [SmallDiskFact]
    public async Task A_server_starts_on_a_disk_that_was_filled_while_it_was_stopped()
    {
        using var disk = SmallDisk.Mount(_folder.At("disk"), 4 * Ballast.Bytes);
        await using var server = await StartAsync();
        var (first, _) = await UploadTwoAsync(server);
        await Until.TrueAsync(() => IsBallastHeld);
        await server.StopAsync();

        disk.FillUp();
        await server.StartAgainAsync();

        using var owner = await server.SignInAsync();
        using var deleted = await owner.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{first}");
        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent, await deleted.Content.ReadAsStringAsync());
    }

    [SmallDiskFact]
    public async Task Pages_save_edits_on_a_full_disk_and_explain_failures_without_ballast()
    {
        using var disk = SmallDisk.Mount(_folder.At("disk"), 4 * Ballast.Bytes);
        await using var server = await StartAsync();
        var (first, _) = await UploadTwoAsync(server);
        await server.StopAsync();
        await server.StartAgainAsync();
        await Until.TrueAsync(() => IsBallastHeld);
        using var owner = await server.SignInAsync();

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.SignInAsync();
                await page.OpenAsync($"/videos/{first}");
                disk.FillUp();
                IsBallastHeld.Should().BeTrue();
                await DescribeAsync(page, "Summer");
                await Expect(page.GetByText("Summer")).ToBeVisibleAsync();
                IsBallastHeld.Should().BeFalse();

                disk.FillUp();
                using var full = await DescribeUntilFullAsync(owner, first);
                await DescribeAsync(page, "Autumn");
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The disk is full" })).ToBeVisibleAsync();
                await Expect(page.GetByText("Delete videos you no longer need")).ToBeVisibleAsync();
            }
        );
    }

    [SmallDiskFact]
    public async Task Explains_a_full_disk_without_ballast()
    {
        using var disk = SmallDisk.Mount(_folder.At("disk"), Ballast.Bytes);
        await using var server = await StartAsync();
        var (first, _) = await UploadTwoAsync(server);
        await server.StopAsync();
        await server.StartAgainAsync();
        using var owner = await server.SignInAsync();
        IsBallastHeld.Should().BeFalse("this disk is too small for it");

        disk.FillUp();
        using var renamed = await DescribeUntilFullAsync(owner, first);

        renamed.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage, await renamed.Content.ReadAsStringAsync());
        renamed.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await renamed.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().StartWith("The disk is full. Delete");

        // A server that was killed starts again on a full disk.
        await server.KillAsync();
        await server.StartAgainAsync();
        await server.StopAsync();
        File.Delete(WriteAheadLog);
        File.Delete(SharedMemory);
        disk.FillUp();
        var start = () => server.StartAgainAsync();
        (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which.ExitCode.Should().Be(1);
        server.Log.Should().Contain($"The disk of {_folder.At("disk", "data")} is full. Free at least 32 MB there");
    }

    private string SharedMemory => _folder.At("disk", "data", "streamvault.db-shm");

    private string WriteAheadLog => _folder.At("disk", "data", "streamvault.db-wal");

    private static Task<HttpResponseMessage> RenameAsync(HttpClient owner, Guid video, string title) =>
        owner.PatchAsJsonAsync($"{StreamVaultUrls.ApiVideos}/{video}", new { title });

    // The database file may have free pages.
    private static async Task<HttpResponseMessage> DescribeUntilFullAsync(HttpClient owner, Guid video)
    {
        for (var time = 0; ; time++)
        {
            var answer = await owner.PatchAsJsonAsync(
                $"{StreamVaultUrls.ApiVideos}/{video}",
                new { description = new string((char)('a' + (time % 26)), 5000) }
            );
            if (!answer.IsSuccessStatusCode)
            {
                return answer;
            }

            answer.Dispose();
        }
    }

    private static async Task DescribeAsync(IPage page, string description)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit the description" }).ClickAsync();
        await page.GetByLabel("Description", new() { Exact = true }).FillAsync(description);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }

    private bool IsBallastHeld =>
        new FileInfo(_folder.At("disk", "data", "ballast.bin")) is { Exists: true, Length: Ballast.Bytes };

    private Task<ServerProcess> StartAsync() =>
        ServerProcess.StartAsync(
            ("StreamVault:DataPath", _folder.At("disk", "data")),
            ("StreamVault:Encoding:Workers", "0"),
            ("StreamVault:Uploads:ReserveBytes", "0")
        );

    private static async Task<(Guid First, Guid Second)> UploadTwoAsync(ServerProcess server)
    {
        using var owner = await server.SignInAsync();
        var clip = await Clips.SmallAsync();
        return ((await owner.UploadAsync(clip, "First")).Id, (await owner.UploadAsync(clip, "Second")).Id);
    }
}
