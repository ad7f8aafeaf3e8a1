using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;
using static StreamVault.Tests.EndToEnd.UploadPage;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Files and folders that are dropped or picked.</summary>
[Collection(Browser.Adding)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class DroppedFolderTests(EmptyVault vault) : IClassFixture<EmptyVault>, IAsyncLifetime
{
    public Task InitializeAsync() => vault.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_adds_only_its_videos_including_those_in_subfolders(bool isDropped)
    {
        var owner = vault.Owner;
        using var folder = new TemporaryFolder();
        var deep = Directory.CreateDirectory(folder.At("films/2026/summer")).FullName;
        File.Copy(await Clips.SmallAsync(), Path.Combine(deep, "lake.mp4"));
        File.Copy(await Clips.MakeAsync(new Infrastructure.Clip(Seconds: 1)), folder.At("films/house.mp4"));
        await File.WriteAllTextAsync(folder.At("films/shopping list.txt"), "Bread");

        await vault.VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Library);
            await (
                isDropped
                    ? DropAsync(page, folder.At("films"))
                    : page.GetByLabel("Folder of videos to add").SetInputFilesAsync(folder.At("films"))
            );

            await Expect(Tray(page).GetByText("Added ·")).ToHaveCountAsync(2);
        });

        (await owner.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!
            .Items.Select(video => video.Title)
            .Should()
            .BeEquivalentTo("lake", "house");
    }

    [Fact]
    public async Task Dropped_videos_are_added_and_other_files_are_refused_with_an_explanation()
    {
        var server = vault.Server;
        var clip = await Clips.SmallAsync();
        var junk = Clips.Write("shopping list.mp4", "Bread, butter, batteries"u8);

        await vault.VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Library);
            await page.DropAsync(clip, junk);

            var tray = page.GetByRole(AriaRole.Region, new() { Name = "Uploads" });
            await Expect(tray.GetByText(new Regex("^Added ·"))).ToBeVisibleAsync();
            await Expect(tray.GetByText("isn't a video")).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
            await Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("Waiting");
        });

        Directory.EnumerateFiles(Path.Combine(server.DataPath, "uploads"), "*.source").Should().ContainSingle();
        server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Unreadable_files_in_a_drop_are_listed_and_the_others_are_added()
    {
        using var folder = new TemporaryFolder();
        var films = Directory.CreateDirectory(folder.At("films")).FullName;
        File.Copy(await Clips.SmallAsync(), Path.Combine(films, "lake.mp4"));
        File.Copy(await Clips.SmallAsync(), folder.At("gone.mp4"));

        await vault.VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Library);
            // As root, the browser can read every file.
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
            await Expect(refused).ToContainTextAsync("can't read this");
            await refused.GetByRole(AriaRole.Button, new() { Name = "Dismiss gone.mp4" }).ClickAsync();
            await Expect(refused).ToHaveCountAsync(0);
        });
    }
}
