using System.Net.Http.Json;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;
using static StreamVault.Tests.EndToEnd.UploadPage;

namespace StreamVault.Tests.EndToEnd;

/// <summary>A page that stays open while the server restarts.</summary>
[Collection(Browser.Adding)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class ServerRestartTests(EmptyVault vault) : IClassFixture<EmptyVault>, IAsyncLifetime
{
    public Task InitializeAsync() => vault.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_card_clicked_while_the_server_is_down_opens_once_it_is_back()
    {
        var (server, owner) = (vault.Server, vault.Owner);
        var video = await owner.UploadAsync(await Clips.SmallAsync(), "Summer at the lake");

        await vault.VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Library);
            await server.KillAsync();
            await Expect(page.GetByText("Connection lost.")).ToBeVisibleAsync();

            await page.GetByRole(AriaRole.Link, new() { Name = "Summer at the lake" }).First.ClickAsync();

            await Expect(page.GetByText("The page you chose opens as soon as the server responds")).ToBeVisibleAsync();
            Directory.CreateDirectory(Repository.Artifacts);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, "server-down.png") });
            page.Url.Should().Be($"{server.Address}");
            await server.StartAgainAsync();
            await page.WaitForURLAsync($"{server.Address}videos/{video.Id}");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Summer at the lake" })).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task A_file_added_while_the_server_is_down_is_uploaded_once_it_is_back()
    {
        var (server, owner) = (vault.Server, vault.Owner);
        var clip = await Clips.SmallAsync();

        await vault.VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Library);
            await server.KillAsync();
            await Expect(page.GetByText("Connection lost.")).ToBeVisibleAsync();

            await page.DropAsync(clip);
            await Expect(Tray(page).GetByText("waiting for the server")).ToBeVisibleAsync();
            await server.StartAgainAsync();

            // The page reloads once its uploads are done, which empties the tray.
            await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        });

        (await owner.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!.Items.Should().ContainSingle();
    }
}
