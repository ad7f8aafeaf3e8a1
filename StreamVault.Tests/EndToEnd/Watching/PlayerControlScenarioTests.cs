using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd.Watching;

/// <summary>What the player offers beside its buttons: keys, gestures, the system's controls, and the next video.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class PlayerControlScenarioTests(Browser browser, AlbumVault vault) : IClassFixture<AlbumVault>
{
    private const string Time = "videojs.getAllPlayers()[0].currentTime()";
    private const string Rate = "document.querySelector('video').playbackRate";
    private const string Paused = "document.querySelector('video').paused";

    // Other tests left a position.
    private string Start => $"/videos/{vault.Videos[0]}?t=0.1";

    [Fact]
    public Task Shortcuts_show_what_they_did_and_the_speed_is_remembered() =>
        VisitAsync(async page =>
        {
            await page.OpenAsync(Start);
            await PlayAsync(page, until: 0.5);
            var feedback = page.Locator(".key-feedback");
            foreach (
                var (key, text) in (IEnumerable<(string, string)>)
                    [
                        ("k", "Pause"),
                        ("l", "+10 s"),
                        ("ArrowLeft", "−5 s"),
                        ("m", "Muted"),
                        ("m", "Sound on"),
                        ("c", "No captions"),
                        ("5", "50 %"),
                        (">", "1.25×"),
                    ]
            )
            {
                await page.Keyboard.PressAsync(key);
                await Expect(feedback).ToHaveTextAsync(text);
            }

            await Until.TrueAsync(async () =>
            {
                await page.Keyboard.PressAsync("5");
                return await feedback.EvaluateAsync<bool>("element => getComputedStyle(element).opacity > 0.5");
            });
            await KeepAsync(page, "player-feedback-1280");
            await Expect(page.Locator(".video-js > [role=status].visually-hidden")).ToHaveTextAsync("1.25×");
            await Expect(feedback).ToHaveCSSAsync("opacity", "0");

            await page.Keyboard.PressAsync("?");
            var help = page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
            await Expect(help).ToContainTextAsync("Previous or next frame, while paused");
            await Expect(help).ToContainTextAsync("Repeat a part: start, end, off");

            await page.OpenAsync(Start);
            await PlayAsync(page, until: 0.5);
            (await page.EvaluateAsync<double>(Rate)).Should().Be(1.25);
        });

    [Fact]
    public Task A_paused_video_is_stepped_frame_by_frame() =>
        VisitAsync(async page =>
        {
            await page.OpenAsync(Start);
            await PlayAsync(page, until: 2);
            await page.Keyboard.PressAsync("k");
            await page.EvaluateAsync(
                """
                () => {
                  const video = document.querySelector("video");
                  const look = (now, frame) => {
                    globalThis.frame = frame.mediaTime;
                    video.requestVideoFrameCallback(look);
                  };
                  video.requestVideoFrameCallback(look);
                }
                """
            );
            await page.Keyboard.PressAsync(".");
            var first = double.Parse(
                await Until.GotAsync(async () =>
                    await page.EvaluateAsync<string?>("globalThis.frame?.toString() ?? null")
                ),
                System.Globalization.CultureInfo.InvariantCulture
            );

            for (var i = 0; i < 10; i++)
            {
                await page.Keyboard.PressAsync(".");
            }

            await ShowsFrameAsync(page, first + (10 / 30.0));
            for (var i = 0; i < 4; i++)
            {
                await page.Keyboard.PressAsync(",");
            }

            await ShowsFrameAsync(page, first + (6 / 30.0));
        });

    [Fact]
    public Task A_part_is_repeated_until_the_key_is_pressed_again() =>
        VisitAsync(async page =>
        {
            await page.OpenAsync(Start);
            await PlayAsync(page, until: 0.5);
            await page.Keyboard.PressAsync("k");
            var status = page.Locator(".video-js > [role=status].visually-hidden");
            await page.EvaluateAsync("videojs.getAllPlayers()[0].currentTime(6)");
            await page.Keyboard.PressAsync("b");
            await Expect(status).ToHaveTextAsync("Loop starts at 0:06");
            await page.EvaluateAsync("videojs.getAllPlayers()[0].currentTime(7.5)");
            await page.Keyboard.PressAsync("b");
            await Expect(status).ToHaveTextAsync("Loop 0:06 – 0:07");
            var (part, bar) = (page.Locator(".loop-range"), page.Locator(".vjs-progress-holder"));
            await Expect(part).ToBeVisibleAsync();
            var (partBox, barBox) = ((await part.BoundingBoxAsync())!, (await bar.BoundingBoxAsync())!);
            ((partBox.X - barBox.X) / barBox.Width).Should().BeApproximately(6 / 30f, 0.01f);
            (partBox.Width / barBox.Width).Should().BeApproximately(1.5f / 30, 0.01f);
            await KeepAsync(page, "player-loop-1280");

            await page.EvaluateAsync(
                """
                () => {
                  const player = videojs.getAllPlayers()[0];
                  [globalThis.repeated, globalThis.latest] = [0, 0];
                  player.on("seeked", () => { repeated += 1; });
                  player.on("timeupdate", () => { latest = Math.max(latest, player.currentTime()); });
                }
                """
            );
            await page.Keyboard.PressAsync("k");
            await Until.TrueAsync(() => page.EvaluateAsync<bool>("repeated >= 2"));
            (await page.EvaluateAsync<double>("latest")).Should().BeInRange(7, 8.5);

            // Seeking out of the part leaves it.
            await page.EvaluateAsync("videojs.getAllPlayers()[0].currentTime(9)");
            await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Time} > 9.5"));
            await page.Keyboard.PressAsync("b");
            await Expect(status).ToHaveTextAsync("Loop off");
            await Expect(part).ToBeHiddenAsync();
        });

    [Fact]
    public Task Taps_seek_and_toggle_full_screen_and_holding_plays_faster() =>
        VisitAsync(
            async page =>
            {
                await page.OpenAsync(Start);
                await PlayAsync(page, until: 0.5);
                var box = (await page.Locator("video").BoundingBoxAsync())!;
                var session = await page.Context.NewCDPSessionAsync(page);
                var y = box.Y + (box.Height * 0.4f);
                await page.EvaluateAsync("videojs.getAllPlayers()[0].userActive(false)");

                await TapAsync(session, box.X + 200, y);
                await Until.TrueAsync(() => page.EvaluateAsync<bool>("videojs.getAllPlayers()[0].userActive()"));

                var before = await page.EvaluateAsync<double>(Time);
                await TapAsync(session, box.X + 350, y, times: 2);
                await Expect(page.Locator(".key-feedback[data-side=right]")).ToHaveTextAsync("+10 s");
                (await page.EvaluateAsync<double>(Time)).Should().BeInRange(before + 10, before + 15);
                await KeepAsync(page, "player-double-tap-390");
                await TapAsync(session, box.X + 40, y, times: 2);
                await Expect(page.Locator(".key-feedback[data-side=left]")).ToHaveTextAsync("−10 s");
                (await page.EvaluateAsync<double>(Time)).Should().BeLessThan(before + 9);

                await session.SendAsync("Input.dispatchTouchEvent", Touch("touchStart", box.X + 200, y));
                await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Rate} === 2"));
                await Expect(page.Locator(".key-feedback")).ToHaveTextAsync("2× while you hold");
                await KeepAsync(page, "player-hold-390");
                await session.SendAsync("Input.dispatchTouchEvent", Touch("touchEnd"));
                await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Rate} === 1"));
                (await page.EvaluateAsync<string?>("localStorage.getItem('player-speed')")).Should().NotBe("2");

                await TapAsync(session, box.X + 200, y, times: 2);
                await Until.TrueAsync(() => page.EvaluateAsync<bool>("document.fullscreenElement !== null"));
            },
            Phone()
        );

    [Fact]
    public async Task The_system_shows_the_title_and_controls_the_video_of_a_link()
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Videos[0]);
        await VisitAsync(
            async page =>
            {
                await page.AddInitScriptAsync(
                    """
                    globalThis.handlers = {};
                    navigator.mediaSession.setActionHandler = (name, handler) => { handlers[name] = handler; };
                    globalThis.locks = [];
                    const lock = (type) => {
                      locks.push(type);
                      const made = { released: false, release: async () => { made.released = true; locks.pop(); } };
                      return Promise.resolve(made);
                    };
                    Object.defineProperty(navigator, "wakeLock", { value: { request: lock } });
                    HTMLVideoElement.prototype.webkitShowPlaybackTargetPicker = () => { globalThis.picked = true; };
                    """
                );
                await page.GotoAsync(StreamVaultUrls.LinkPage(token.Token));
                await PlayAsync(page, until: 0.5);

                (await page.EvaluateAsync<string>("navigator.mediaSession.metadata.title"))
                    .Should()
                    .Be(AlbumVault.Titles[0]);
                (await page.EvaluateAsync<string>("navigator.mediaSession.metadata.artwork[0].src"))
                    .Should()
                    .Contain("/poster.jpg?token=");
                await Until.TrueAsync(() => page.EvaluateAsync<bool>("locks.length === 1"));
                await page.EvaluateAsync("handlers.seekto({ seekTime: 12 })");
                await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Time} >= 12"));
                await page.EvaluateAsync("handlers.seekbackward({})");
                await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Time} < 8"));
                await page.EvaluateAsync("handlers.pause()");
                await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Paused} && locks.length === 0"));
                (await page.EvaluateAsync<string>("navigator.mediaSession.playbackState")).Should().Be("paused");
                (await page.EvaluateAsync<bool>("handlers.nexttrack == null")).Should().BeTrue("a link has no list");

                var airPlay = page.GetByRole(AriaRole.Button, new() { Name = "AirPlay" });
                await Expect(airPlay).ToBeHiddenAsync();
                await page.EvaluateAsync(
                    """
                    () => document.querySelector("video").dispatchEvent(
                      Object.assign(new Event("webkitplaybacktargetavailabilitychanged"), { availability: "available" }))
                    """
                );
                await airPlay.ClickAsync();
                (await page.EvaluateAsync<bool>("picked")).Should().BeTrue();
            },
            signedIn: false
        );
    }

    [Fact]
    public Task An_unreachable_server_is_named_and_the_video_continues_by_itself() =>
        VisitAsync(async page =>
        {
            await page.OpenAsync(Start);
            await PlayAsync(page, until: 0.5);
            await page.RouteAsync("**/api/videos/**", route => route.AbortAsync());
            await page.EvaluateAsync("videojs.getAllPlayers()[0].currentTime(27)");
            var notice = page.GetByText("The server can't be reached. Trying again…");
            await Expect(notice).ToBeVisibleAsync();
            await KeepAsync(page, "player-away-1280");

            await page.UnrouteAsync("**/api/videos/**");

            await Expect(notice).ToBeHiddenAsync();
            await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Time} > 27.3 && !{Paused}"));
        });

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public Task All_videos_of_an_album_play_one_after_the_other(int width, int height) =>
        VisitAsync(
            async page =>
            {
                await page.OpenAsync($"/albums/{vault.Album}");
                await KeepAsync(page, $"player-album-{width}");
                await page.GetByRole(AriaRole.Button, new() { Name = "Play all" }).ClickAsync();
                await PlaysAsync(page, 0);
                await EndAsync(page);
                var panel = page.GetByRole(AriaRole.Group, new() { Name = "Up next" });
                await Expect(panel).ToContainTextAsync(AlbumVault.Titles[1]);
                await Expect(panel).ToContainTextAsync("Starts in");
                await KeepAsync(page, $"player-up-next-{width}");
                await panel.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
                await Expect(panel).ToBeHiddenAsync();

                await page.Keyboard.PressAsync("Shift+N");
                await PlaysAsync(page, 1);
                await EndAsync(page);
                await PlaysAsync(page, 2);
                await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next:" })).ToHaveCountAsync(0);
                await KeepAsync(page, $"player-neighbours-{width}");

                // It was watched to the end, so it starts at the beginning.
                await page.Keyboard.PressAsync("Shift+P");
                await PlaysAsync(page, 1);
                (await page.EvaluateAsync<double>("document.querySelector('video').played.start(0)"))
                    .Should()
                    .BeLessThan(0.5);
                await EndAsync(page);
                await panel.GetByLabel("Play the next video automatically").UncheckAsync();
                await Expect(panel).Not.ToContainTextAsync("Starts in");
                await page.OpenAsync(StreamVaultUrls.Settings);
                await Expect(page.GetByLabel("Play the next video automatically")).Not.ToBeCheckedAsync();
            },
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
            },
            name: $"{nameof(All_videos_of_an_album_play_one_after_the_other)}-{width}"
        );

    private static BrowserNewContextOptions Phone() =>
        new()
        {
            ViewportSize = new() { Width = 390, Height = 844 },
            HasTouch = true,
            IsMobile = true,
        };

    private static async Task PlaysAsync(IPage page, int video)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = AlbumVault.Titles[video] })).ToBeVisibleAsync();
        await Until.TrueAsync(() =>
            page.EvaluateAsync<bool>(
                "document.querySelector('video')?.played.length > 0 && !document.querySelector('video').paused"
            )
        );
    }

    private static async Task EndAsync(IPage page) =>
        await page.EvaluateAsync("(player => player.currentTime(player.duration() - 0.3))(videojs.getAllPlayers()[0])");

    private static Task ShowsFrameAsync(IPage page, double at) =>
        Until.TrueAsync(
            () => page.EvaluateAsync<bool>("at => Math.abs(globalThis.frame - at) < 0.01", at),
            because: () => $"It must show the frame at {at} s."
        );

    private static async Task PlayAsync(IPage page, double until)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
        await Until.TrueAsync(() =>
            page.EvaluateAsync<bool>($"document.querySelector('video')?.currentTime > {until}")
        );
    }

    // All events are sent at once, so that a busy machine doesn't take two taps for two single ones.
    private static async Task TapAsync(ICDPSession session, float x, float y, int times = 1) =>
        await Task.WhenAll(
            Enumerable
                .Repeat((Dictionary<string, object>[])[Touch("touchStart", x, y), Touch("touchEnd")], times)
                .SelectMany(tap => tap)
                .Select(touch => session.SendAsync("Input.dispatchTouchEvent", touch))
                .ToList()
        );

    private static Dictionary<string, object> Touch(string type, float x, float y) =>
        new() { ["type"] = type, ["touchPoints"] = (object[])[new { x, y }] };

    private static Dictionary<string, object> Touch(string type) =>
        new() { ["type"] = type, ["touchPoints"] = Array.Empty<object>() };

    // For manual review; no test compares them.
    private static async Task KeepAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Repository.Artifacts);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, $"{name}.png") });
    }

    private Task VisitAsync(
        Func<IPage, Task> visit,
        BrowserNewContextOptions? options = null,
        bool signedIn = true,
        [CallerMemberName] string name = ""
    )
    {
        options ??= new()
        {
            ViewportSize = new() { Width = 1280, Height = 800 },
        };
        options.StorageState = signedIn ? vault.Session : null;
        return browser.VisitAsync(vault.Server.Address, visit, options, name);
    }
}
