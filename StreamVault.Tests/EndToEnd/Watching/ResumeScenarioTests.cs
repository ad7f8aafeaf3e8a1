using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd.Watching;

/// <summary>A person stops in the middle of a video and continues on another device.</summary>
[Trait(Tier.Name, Tier.Browser)]
[Collection(Browser.Watching)]
public sealed class ResumeScenarioTests(Browser browser)
{
    private const string Time = "videojs.getAllPlayers()[0].currentTime()";

    [Fact]
    public async Task A_video_continues_where_it_was_stopped_on_another_device_and_after_a_restart()
    {
        await using var server = await ServerProcess.StartAsync();
        using var owner = await server.SignInAsync();
        var uploaded = await owner.UploadAsync(
            await Clips.MakeAsync(new Infrastructure.Clip(320, 180, Seconds: 12)),
            "Beach"
        );
        var video = (await owner.ReadyAsync(uploaded.Id)).Id;
        var (desktop, phone) = (await browser.SignInAsync(server), await browser.SignInAsync(server));

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.OpenAsync($"/videos/{video}");
                await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
                await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Time} > 0.5"));
                await page.EvaluateAsync("videojs.getAllPlayers()[0].currentTime(6)");
                await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Time} > 6.2"));
                await page.Keyboard.PressAsync("k");
                await Until.TrueAsync(async () => await PositionAsync(owner, video) > 6);

                // Without a connection, the browser keeps the position.
                await page.RouteAsync("**/position", route => route.AbortAsync());
                await page.EvaluateAsync("videojs.getAllPlayers()[0].currentTime(8)");
                await page.Keyboard.PressAsync("k");
                await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Time} > 8.2"));
                await page.Keyboard.PressAsync("k");
                await Until.TrueAsync(() =>
                    page.EvaluateAsync<bool>("localStorage.getItem('unsent-positions') !== null")
                );
                (await PositionAsync(owner, video)).Should().BeLessThan(8);
                await page.UnrouteAsync("**/position");
                await page.OpenAsync("/");
                await Until.TrueAsync(async () => await PositionAsync(owner, video) > 8);
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Continue watching" })).ToBeVisibleAsync();
                await page.ScreenshotAsync(new() { Path = Screenshot("continue-watching-1280") });
            },
            new() { StorageState = desktop }
        );

        await server.StopAsync();
        await server.StartAgainAsync();

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.OpenAsync($"/videos/{video}");
                await Expect(page.GetByText("Continues at 0:08")).ToBeVisibleAsync();
                (await page.EvaluateAsync<double>(Time)).Should().BeInRange(8, 9);
                await page.ScreenshotAsync(new() { Path = Screenshot("resume-390") });

                await page.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
                await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Time} < 5"));
                await page.EvaluateAsync("videojs.getAllPlayers()[0].currentTime(11)");

                await Expect(page.Locator(".facts-line .watched")).ToContainTextAsync("Watched");
                await Until.TrueAsync(async () => await PositionAsync(owner, video) == 0);
                await page.OpenAsync("/history");
                await Expect(page.GetByText("Watched to the end")).ToBeVisibleAsync();
                await page.ScreenshotAsync(new() { Path = Screenshot("history-390"), FullPage = true });
            },
            new()
            {
                StorageState = phone,
                ViewportSize = new() { Width = 390, Height = 844 },
                HasTouch = true,
                IsMobile = true,
            }
        );

        server.AssertNoErrorsLogged();
    }

    private static string Screenshot(string name)
    {
        Directory.CreateDirectory(Repository.Artifacts);
        return Path.Combine(Repository.Artifacts, $"{name}.png");
    }

    private static async Task<double> PositionAsync(HttpClient owner, Guid video) =>
        (await owner.GetFromJsonAsync<JsonElement>($"{StreamVaultUrls.ApiVideos}/{video}"))
            .GetProperty("positionSeconds")
            .GetDouble();
}
