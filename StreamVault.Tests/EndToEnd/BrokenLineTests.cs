using System.Globalization;
using System.Net.Http.Json;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;
using static StreamVault.Tests.EndToEnd.UploadPage;

namespace StreamVault.Tests.EndToEnd;

/// <summary>What becomes of an upload in a browser when the line breaks, the file changes or the disk is full.</summary>
[Collection(Browser.Name)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class BrokenLineTests(Browser browser, EmptyVault vault) : IClassFixture<EmptyVault>, IAsyncLifetime
{
    public Task InitializeAsync() => vault.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_waits_for_the_network_goes_on_as_soon_as_it_is_back()
    {
        var owner = vault.Owner;
        var clip = await Clips.SmallAsync();

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.Clock.InstallAsync();
                await page.SignInAsync();
                var held = await HoldBytesAsync(page);
                await PickAsync(page, clip);
                await held.Arrived;
                await page.Context.SetOfflineAsync(true);
                await held.BreakAsync();
                await Expect(Tray(page).GetByText("waiting for the server")).ToBeVisibleAsync();
                // It tries once more, and with its clock stopped the next pause never ends.
                await page.Clock.PauseAtAsync(DateTime.Parse("2100-01-01", CultureInfo.InvariantCulture));
                await Until.TrueAsync(() => held.Broken > 1);
                held.LetThrough();

                await page.Context.SetOfflineAsync(false);

                await Until.TrueAsync(async () => await owner.GetStringAsync(StreamVaultUrls.ApiUploads) == "[]");
            }
        );

        (await owner.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!.Items.Should().ContainSingle();
    }

    [Fact]
    public async Task A_line_that_died_without_a_word_is_given_up_for_a_new_one()
    {
        var clip = await Clips.SmallAsync();

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.Clock.InstallAsync();
                await page.SignInAsync();
                var held = await HoldBytesAsync(page);
                await PickAsync(page, clip);
                await held.Arrived;
                held.LetThrough();

                await page.Clock.FastForwardAsync(130_000);

                await Expect(Tray(page).GetByText("Added ·")).ToBeVisibleAsync();
                held.Addresses.Distinct().Should().ContainSingle("the upload went on and was not begun anew");
            }
        );
    }

    [Fact]
    public async Task A_file_that_was_changed_meanwhile_is_told_apart_from_a_server_that_is_away()
    {
        using var folder = new TemporaryFolder();
        var film = folder.At("film.mp4");
        File.Copy(await Clips.SmallAsync(), film);

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                var held = await HoldBytesAsync(page);
                await PickAsync(page, film);
                await held.Arrived;
                await File.AppendAllTextAsync(film, "cut anew");

                await held.BreakAsync();

                await Expect(Tray(page).GetByText("changed, moved or deleted since it was picked")).ToBeVisibleAsync();
            }
        );
    }

    [SmallDiskFact]
    public async Task A_file_that_finds_the_disk_full_says_so_and_goes_on_by_itself_once_there_is_room()
    {
        using var folder = new TemporaryFolder();
        // The server holds 32 MiB of it for itself.
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
                await Expect(Tray(page).GetByText("are free. Delete something")).ToBeVisibleAsync();
                await Expect(Tray(page).GetByText("goes on by itself once there is room")).ToBeVisibleAsync();
                File.Delete(filler);

                await page.Clock.FastForwardAsync(16_000);

                await Expect(Tray(page).GetByText("Added ·")).ToBeVisibleAsync();
            }
        );

        server.AssertNoErrorsLogged();
    }
}
