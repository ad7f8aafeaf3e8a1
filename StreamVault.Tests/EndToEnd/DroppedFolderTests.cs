using System.Net.Http.Json;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;
using static StreamVault.Tests.EndToEnd.UploadPage;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Folders that are dropped on a page or picked in it.</summary>
[Collection(Browser.Name)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class DroppedFolderTests(Browser browser, EmptyVault vault) : IClassFixture<EmptyVault>, IAsyncLifetime
{
    public Task InitializeAsync() => vault.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_brings_its_videos_however_deep_and_nothing_else(bool isDropped)
    {
        var owner = vault.Owner;
        using var folder = new TemporaryFolder();
        var deep = Directory.CreateDirectory(folder.At("films/2026/summer")).FullName;
        File.Copy(await Clips.SmallAsync(), Path.Combine(deep, "lake.mp4"));
        File.Copy(await Clips.MakeAsync(new Infrastructure.Clip(Seconds: 1)), folder.At("films/house.mp4"));
        await File.WriteAllTextAsync(folder.At("films/shopping list.txt"), "Bread");

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                await (
                    isDropped
                        ? DropAsync(page, folder.At("films"))
                        : page.GetByLabel("A folder of videos to add").SetInputFilesAsync(folder.At("films"))
                );

                await Expect(Tray(page).GetByText("Added ·")).ToHaveCountAsync(2);
            }
        );

        (await owner.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!
            .Items.Select(video => video.Title)
            .Should()
            .BeEquivalentTo("lake", "house");
    }

    [Fact]
    public async Task What_can_not_be_read_beside_a_dropped_folder_is_named_and_keeps_nothing_else_out()
    {
        using var folder = new TemporaryFolder();
        var films = Directory.CreateDirectory(folder.At("films")).FullName;
        File.Copy(await Clips.SmallAsync(), Path.Combine(films, "lake.mp4"));
        File.Copy(await Clips.SmallAsync(), folder.At("gone.mp4"));

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                // Who runs these tests may be allowed to read everything.
                await page.EvaluateAsync(
                    """
                    () => {
                      const item = DataTransferItem.prototype;
                      const get = item.webkitGetAsEntry;
                      item.webkitGetAsEntry = function () {
                        const entry = get.call(this);
                        if (entry.isFile) {
                          entry.file = (read, failed) => failed(new DOMException("", "NotReadableError"));
                        }
                        return entry;
                      };
                    }
                    """
                );
                await DropAsync(page, folder.At("gone.mp4"), films);

                await Expect(Tray(page).GetByText("Added ·")).ToBeVisibleAsync();
                var refused = Tray(page).Locator(".file").Filter(new() { HasText = "gone.mp4" });
                await Expect(refused).ToContainTextAsync("could not read this");
                await refused.GetByRole(AriaRole.Button, new() { Name = "Dismiss gone.mp4" }).ClickAsync();
                await Expect(refused).ToHaveCountAsync(0);
            }
        );
    }
}
