using System.Globalization;
using System.Net.Http.Json;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;
using static StreamVault.Tests.EndToEnd.UploadPage;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Uploads in a browser when the connection breaks, the file changes or the disk is full.</summary>
[Collection(Browser.Adding)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class InterruptedUploadTests(Browser browser, EmptyVault vault)
    : IClassFixture<EmptyVault>,
        IAsyncLifetime
{
    public Task InitializeAsync() => vault.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_waiting_upload_resumes_as_soon_as_the_network_is_back()
    {
        var owner = vault.Owner;
        var clip = await Clips.SmallAsync();

        await vault.VisitAsync(async page =>
        {
            await page.Clock.InstallAsync();
            await page.OpenAsync(StreamVaultUrls.Library);
            var gate = await HoldUploadsAsync(page);
            await PickAsync(page, clip);
            await gate.RequestReceived;
            await page.Context.SetOfflineAsync(true);
            await gate.FailAsync();
            await Expect(Tray(page).GetByText("waiting for the server")).ToBeVisibleAsync();
            // It retries once more. With its clock stopped, the delay before the next attempt never ends.
            await page.Clock.PauseAtAsync(DateTime.Parse("2100-01-01", CultureInfo.InvariantCulture));
            await Until.TrueAsync(() => gate.FailedRequests > 1);
            gate.Open();

            await page.Context.SetOfflineAsync(false);

            await Until.TrueAsync(async () => await owner.GetStringAsync(StreamVaultUrls.ApiUploads) == "[]");
        });

        (await owner.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!.Items.Should().ContainSingle();
    }

    [Fact]
    public async Task A_silently_dead_connection_is_replaced()
    {
        var clip = await Clips.SmallAsync();

        await vault.VisitAsync(async page =>
        {
            await page.Clock.InstallAsync();
            await page.OpenAsync(StreamVaultUrls.Library);
            var gate = await HoldUploadsAsync(page);
            await PickAsync(page, clip);
            await gate.RequestReceived;
            gate.Open();

            await page.Clock.FastForwardAsync(130_000);

            await Expect(Tray(page).GetByText("Added ·")).ToBeVisibleAsync();
            gate.Addresses.Distinct().Should().ContainSingle("the upload was resumed, not restarted");
        });
    }

    [Fact]
    public async Task A_changed_file_is_distinguished_from_an_unreachable_server()
    {
        using var folder = new TemporaryFolder();
        var film = folder.At("film.mp4");
        File.Copy(await Clips.SmallAsync(), film);

        await vault.VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Library);
            var gate = await HoldUploadsAsync(page);
            await PickAsync(page, film);
            await gate.RequestReceived;
            await File.AppendAllTextAsync(film, "edited");

            await gate.FailAsync();

            await Expect(Tray(page).GetByText("changed, moved or deleted after you picked it")).ToBeVisibleAsync();
        });
    }

    [SmallDiskFact]
    public async Task An_upload_to_a_full_disk_says_so_and_resumes_once_there_is_space()
    {
        using var folder = new TemporaryFolder();
        // The server reserves 32 MiB of it.
        using var disk = SmallDisk.Mount(folder.At("data"), 128 << 20);
        await using var server = await ServerProcess.StartAsync(
            ("StreamVault:DataPath", folder.At("data")),
            ("StreamVault:Encoding:Workers", "0"),
            ("StreamVault:Uploads:ReserveBytes", $"{90 << 20}")
        );
        await server.SignInAsync();
        var clip = await Clips.SmallAsync();
        var filler = folder.At("data", "filler");
        await File.WriteAllBytesAsync(filler, new byte[10 << 20]);

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.Clock.InstallAsync();
                await page.SignInAsync();
                await PickAsync(page, clip);
                await Expect(Tray(page).GetByText("free. Empty the trash")).ToBeVisibleAsync();
                await Expect(Tray(page).GetByText("resumes once there is enough space")).ToBeVisibleAsync();
                File.Delete(filler);

                await page.Clock.FastForwardAsync(16_000);

                await Expect(Tray(page).GetByText("Added ·")).ToBeVisibleAsync();
            }
        );

        server.AssertNoErrorsLogged();
    }
}
