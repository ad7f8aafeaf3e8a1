using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;
using Clip = StreamVault.Tests.Infrastructure.Clip;

namespace StreamVault.Tests.EndToEnd.Watching;

/// <summary>The main scenario: add a video, follow its preparation, watch it.</summary>
[Collection(Browser.OwnServer)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class WatchScenarioTests(Browser browser)
{
    [Fact]
    public async Task A_dropped_video_shows_its_progress_and_then_plays_encrypted_in_every_quality()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:Previews:Enabled", "true"));
        var clip = await Clips.MakeAsync(new Clip(1280, 720, Seconds: 24));

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.LiveAfterAsync(page.CreateAccountAsync);
                await page.DropAsync(clip);
                await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Uploads" })).ToContainTextAsync("Added ·");
                await SeesProgressAsync(page);
                await page.GetByRole(AriaRole.Region, new() { Name = "Uploads" }).GetByRole(AriaRole.Link).ClickAsync();
                await RenamesAsync(page, "Family Reunion 2024");
                var fetched = Listen(page);
                await PlaysAsync(page);
                await SwitchesQualityAsync(page);

                fetched.Keys.Should().Contain(path => path.EndsWith("/key", StringComparison.Ordinal));
                fetched
                    .Where(seen => seen.Key.EndsWith(".ts", StringComparison.Ordinal))
                    .Should()
                    .NotBeEmpty()
                    .And.OnlyContain(seen => !IsTransportStream(seen.Value), "all segments are encrypted");
            },
            new()
            {
                ViewportSize = new() { Width = 1600, Height = 1000 },
            }
        );

        server.AssertNoErrorsLogged();
    }

    // Every packet of 188 bytes starts with the same byte (ISO/IEC 13818-1, 2.4.3.2). A single match could be chance.
    private static bool IsTransportStream(byte[] body) =>
        Enumerable.Range(0, body.Length / 188).All(packet => body[packet * 188] == 0x47);

    private static async Task SeesProgressAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Activity" }).First.ClickAsync();
        var bar = page.GetByRole(AriaRole.Progressbar, new() { NameRegex = new Regex("^Preparing ") });
        await Expect(bar).ToBeVisibleAsync();
        var seen = new HashSet<string>();
        await Until.TrueAsync(
            async () => seen.Add((await bar.GetAttributeAsync("aria-valuenow"))!) && seen.Count >= 3,
            because: () => $"Only these were seen: {string.Join(", ", seen)}."
        );
    }

    private static async Task RenamesAsync(IPage page, string title)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit the title" }).ClickAsync();
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync(title);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
    }

    // The player appears automatically once the video is ready.
    private static async Task PlaysAsync(IPage page)
    {
        var play = page.GetByRole(AriaRole.Button, new() { Name = "Play Video" });
        await Expect(play).ToBeVisibleAsync(new() { Timeout = (float)Until.Encoded.TotalMilliseconds });
        await play.ClickAsync();
        var began = await CurrentTimeAsync(page);
        await Until.TrueAsync(async () => await CurrentTimeAsync(page) > began + 1.5);
    }

    private static async Task SwitchesQualityAsync(IPage page)
    {
        foreach (var wanted in (int[])[480, 720, 480])
        {
            var before = await CurrentTimeAsync(page);
            // Moves the pointer, which shows the controls again after they have faded.
            await page.Locator("video-js")
                .HoverAsync(
                    new()
                    {
                        Position = new() { X = 40, Y = 40 + wanted / 10 },
                    }
                );
            await page.Locator("video-js")
                .HoverAsync(
                    new()
                    {
                        Position = new() { X = 80, Y = 80 },
                    }
                );
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Quality") }).ClickAsync();
            await ClockAsync(page, wanted);
            await page.GetByRole(AriaRole.Menuitemradio, new() { NameRegex = new Regex($"{wanted}p") }).ClickAsync();
            var seen = new List<string>();
            await Until.TrueAsync(
                async () =>
                {
                    seen.Add(await StateAsync(page));
                    return await page.EvaluateAsync<bool>("globalThis.switched < Infinity");
                },
                because: () =>
                    $"{wanted}p was chosen in the menu at {before} s. The player went through:\n"
                    + string.Join('\n', seen.Distinct())
            );
            (await page.EvaluateAsync<double>("globalThis.switched"))
                .Should()
                .BeLessThan(
                    await page.EvaluateAsync<double>("globalThis.loaded"),
                    "choosing {0}p must replace what was loaded before. The player went through:\n{1}",
                    wanted,
                    string.Join('\n', seen)
                );
            var switched = await CurrentTimeAsync(page);
            await Until.TrueAsync(async () => await CurrentTimeAsync(page) > switched + 0.5);
        }
    }

    // Returns where in the video the first frame of that height is, and how much was buffered at the click. The time it
    // takes is measured by script/lab/bench quality-switch.
    private static async Task ClockAsync(IPage page, int wanted) =>
        await page.EvaluateAsync(
            """
            (wanted) => {
              globalThis.switched = Infinity;
              document.addEventListener("click", () => {
                const video = document.querySelector("video");
                globalThis.loaded = video.buffered.end(video.buffered.length - 1);
                const look = (now, frame) => {
                  if (frame.height === wanted) {
                    globalThis.switched = frame.mediaTime;
                  } else {
                    video.requestVideoFrameCallback(look);
                  }
                };
                video.requestVideoFrameCallback(look);
              }, { capture: true, once: true });
            }
            """,
            wanted
        );

    // The state of Video.js, for failure messages.
    private static Task<string> StateAsync(IPage page) =>
        page.EvaluateAsync<string>(
            """
            () => {
              const player = videojs.getAllPlayers()[0];
              const [buffered, playlists] = [player.buffered(), player.tech(true).vhs?.playlists];
              return JSON.stringify({
                at: Math.round(player.currentTime()), height: player.videoHeight(), loads: playlists?.media()?.id,
                allowed: [...player.qualityLevels()].filter((level) => level.enabled).map((level) => level.id),
                until: buffered.length ? Math.round(buffered.end(buffered.length - 1)) : 0,
                players: videojs.getAllPlayers().length,
              });
            }
            """
        );

    private static Task<double> CurrentTimeAsync(IPage page) =>
        page.EvaluateAsync<double>("document.querySelector('video')?.currentTime ?? 0");

    // The paths that are fetched from now on, with the first byte of each response.
    private static ConcurrentDictionary<string, byte[]> Listen(IPage page)
    {
        var fetched = new ConcurrentDictionary<string, byte[]>();
        page.RequestFinished += async (_, request) =>
        {
            var path = new Uri(request.Url).AbsolutePath;
            if (Regex.IsMatch(path, @"(/key|\.ts)$") && await request.ResponseAsync() is { Ok: true } response)
            {
                fetched[path] = await response.BodyAsync();
            }
        };
        return fetched;
    }
}
