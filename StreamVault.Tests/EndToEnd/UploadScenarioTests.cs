using System.Globalization;
using System.Net.Http.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Uploads in a browser that stop and go on, over a line that is slow enough to watch.</summary>
[Collection(Browser.Name)]
public sealed class UploadScenarioTests(Browser browser, EmptyVault vault) : IClassFixture<EmptyVault>, IAsyncLifetime
{
    public Task InitializeAsync() => vault.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_upload_is_paused_resumed_and_goes_on_while_the_person_looks_elsewhere()
    {
        var clip = await Clips.SmallAsync();

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                var held = await HoldBytesAsync(page);
                await page.DropAsync(clip);
                var tray = Tray(page);
                await held.Arrived;

                await tray.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
                await Expect(tray.GetByText("Paused ·")).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Link, new() { Name = "Activity", Exact = true }).First.ClickAsync();
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Activity" })).ToBeVisibleAsync();
                held.LetThrough();
                await tray.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();

                await Expect(tray.GetByText("Added ·")).ToBeVisibleAsync();
            }
        );

        vault.Server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task After_a_reload_the_same_file_picked_again_goes_on_where_it_stopped()
    {
        var owner = vault.Owner;
        var clip = await Clips.SmallAsync();

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                var held = await HoldBytesAsync(page);
                await PickAsync(page, clip);
                await held.Arrived;
                page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
                await page.OpenAsync(StreamVaultUrls.Storage);
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Unfinished uploads" }))
                    .ToBeVisibleAsync();

                var tray = Tray(page);
                await Expect(tray.GetByText("Pick the file again to go on")).ToBeVisibleAsync();
                held.LetThrough();
                var choosing = page.WaitForFileChooserAsync();
                await tray.GetByRole(AriaRole.Button, new() { Name = "Pick" }).ClickAsync();
                await (await choosing).SetFilesAsync(clip);

                await Expect(tray.GetByText("Added ·")).ToBeVisibleAsync();
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Unfinished uploads" })).ToBeHiddenAsync();
                held.Addresses.Distinct().Should().ContainSingle("the upload went on and was not begun anew");
            }
        );

        (await owner.GetStringAsync(StreamVaultUrls.ApiUploads)).Should().Be("[]");
        vault.Server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Two_tabs_do_not_send_the_same_file()
    {
        var clip = await Clips.SmallAsync();

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                var held = await HoldBytesAsync(page);
                await PickAsync(page, clip);
                await held.Arrived;
                var other = await page.Context.NewPageAsync();
                await other.OpenAsync(StreamVaultUrls.Library);

                await PickAsync(other, clip);

                await Expect(Tray(other).GetByText("being added in another tab")).ToBeVisibleAsync();
                held.LetThrough();
                await Tray(page).GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
                await Tray(page).GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
                await Expect(Tray(page).GetByText("Added ·")).ToBeVisibleAsync();
            }
        );
    }

    [Fact]
    public async Task Leaving_while_a_file_is_sent_is_asked_about_and_what_came_can_be_thrown_away()
    {
        var owner = vault.Owner;
        var clip = await Clips.SmallAsync();

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                var asked = new List<string>();
                page.Dialog += (_, dialog) =>
                {
                    asked.Add(dialog.Type);
                    _ = dialog.AcceptAsync();
                };
                var held = await HoldBytesAsync(page);
                await PickAsync(page, clip);
                await held.Arrived;
                await page.OpenAsync(StreamVaultUrls.Storage);
                asked.Should().Equal("beforeunload");

                await page.GetByRole(AriaRole.Region, new() { Name = "Unfinished uploads" })
                    .GetByRole(AriaRole.Button, new() { Name = "Remove what is kept of" })
                    .ClickAsync();

                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Unfinished uploads" })).ToBeHiddenAsync();
            }
        );

        (await owner.GetStringAsync(StreamVaultUrls.ApiUploads)).Should().Be("[]");
        Directory.EnumerateFileSystemEntries(Path.Combine(vault.Server.DataPath, "uploads")).Should().BeEmpty();
    }

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
        using var disk = SmallDisk.Mount(folder.At("data"), 96 << 20);
        await using var server = await ServerProcess.StartAsync(
            ("StreamVault:DataPath", folder.At("data")),
            ("StreamVault:Encoding:Workers", "0"),
            ("StreamVault:Uploads:ReserveBytes", $"{90 << 20}")
        );
        await server.SignInAsync();
        var clip = await Clips.SmallAsync();
        var ballast = folder.At("data", "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[10 << 20]);

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.Clock.InstallAsync();
                await page.SignInAsync();
                await PickAsync(page, clip);
                await Expect(Tray(page).GetByText("are free. Delete something")).ToBeVisibleAsync();
                await Expect(Tray(page).GetByText("goes on by itself once there is room")).ToBeVisibleAsync();
                File.Delete(ballast);

                await page.Clock.FastForwardAsync(16_000);

                await Expect(Tray(page).GetByText("Added ·")).ToBeVisibleAsync();
            }
        );

        server.AssertNoErrorsLogged();
    }

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

    [Theory]
    [InlineData("Add anyway", 2)]
    [InlineData("Don't add", 1)]
    public async Task A_file_that_is_there_already_is_shown_and_the_person_chooses_even_after_a_reload(
        string choice,
        int videos
    )
    {
        var owner = vault.Owner;
        var clip = await Clips.SmallAsync();
        await owner.UploadAsync(clip, "Summer at the lake");

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                await PickAsync(page, clip);
                await Expect(Tray(page).GetByText("You already have this: Summer at the lake")).ToBeVisibleAsync();
                await Expect(Tray(page).GetByRole(AriaRole.Link, new() { Name = "Open Summer at the lake" }))
                    .ToBeVisibleAsync();
                Directory.CreateDirectory(Repository.Artifacts);
                await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, "twin.png") });
                (await page.RunAxe()).Violations.Should().BeEmpty();
                await page.OpenAsync(StreamVaultUrls.Library);
                await Expect(Tray(page).GetByText("You already have this: Summer at the lake")).ToBeVisibleAsync();

                await Tray(page).GetByRole(AriaRole.Button, new() { Name = choice }).ClickAsync();

                await Expect(Tray(page).GetByText("You already have this")).ToBeHiddenAsync();
                await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(videos);
            }
        );

        (await owner.GetStringAsync(StreamVaultUrls.ApiUploads)).Should().Be("[]");
        vault.Server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task A_choice_about_a_file_that_is_there_already_is_made_in_its_row()
    {
        var owner = vault.Owner;
        var clip = await Clips.SmallAsync();
        await owner.UploadAsync(clip, "Summer at the lake");

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                await PickAsync(page, clip);
                await Tray(page).GetByRole(AriaRole.Button, new() { Name = "Don't add" }).ClickAsync();
                await Expect(Tray(page)).ToBeHiddenAsync();

                await PickAsync(page, clip);
                await Tray(page).GetByRole(AriaRole.Button, new() { Name = "Add anyway" }).ClickAsync();

                await Expect(Tray(page).GetByText("Added ·")).ToBeVisibleAsync();
                await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
            }
        );

        vault.Server.AssertNoErrorsLogged();
    }

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task Ten_uploads_under_way_fit_the_screen_and_are_for_everyone(
        int width,
        int height,
        ColorScheme theme
    )
    {
        using var folder = new TemporaryFolder();

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                await SlowDownAsync(page);
                await PickAsync(page, [.. Enumerable.Range(1, 10).Select(number => Film(folder, number))]);
                var tray = Tray(page);
                await Expect(tray.GetByText("kB/s").First).ToBeVisibleAsync();
                await tray.GetByRole(AriaRole.Button, new() { Name = "Pause the upload of 2026-07-03" }).ClickAsync();
                await Expect(tray.GetByText("Paused ·")).ToBeVisibleAsync();
                await Expect(tray.GetByText("0 of 10 added")).ToBeVisibleAsync();

                Directory.CreateDirectory(Repository.Artifacts);
                await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, $"uploads-{width}.png") });
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"))
                    .Should()
                    .BeLessThanOrEqualTo(width);
                (await page.RunAxe()).Violations.Should().BeEmpty();
            },
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = theme,
            }
        );
    }

    private static string Film(TemporaryFolder folder, int number)
    {
        var path = folder.At($"2026-07-{number:00} Sommer am See 🏖 Teil {number}.mp4");
        File.WriteAllBytes(path, new byte[700_000 + 300_000 * number]);
        return path;
    }

    // As a hand does it: a page can't make up a folder.
    private static async Task DropAsync(IPage page, params string[] paths)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        foreach (var step in (string[])["dragEnter", "dragOver", "drop"])
        {
            await session.SendAsync(
                "Input.dispatchDragEvent",
                new()
                {
                    ["type"] = step,
                    ["x"] = 400,
                    ["y"] = 300,
                    ["data"] = new
                    {
                        items = Array.Empty<object>(),
                        files = paths,
                        dragOperationsMask = 1,
                    },
                }
            );
        }
    }

    // As a line at home: what is sent can be watched.
    private static async Task SlowDownAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = false,
                ["latency"] = 10,
                ["downloadThroughput"] = 10_000_000,
                ["uploadThroughput"] = 150_000,
            }
        );
    }

    private static ILocator Tray(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Uploads" });

    private static async Task PickAsync(IPage page, params string[] files)
    {
        var choosing = page.WaitForFileChooserAsync();
        // The top bar has it on wide screens, the bottom bar on narrow ones.
        await page.Locator("[data-add-videos]:visible").First.ClickAsync();
        await (await choosing).SetFilesAsync(files);
    }

    // Requests that bring bytes get no answer until they are let through.
    private static async Task<HeldBytes> HoldBytesAsync(IPage page)
    {
        var held = new HeldBytes();
        await page.RouteAsync("**/api/uploads/*", held.HandleAsync);
        return held;
    }

    private sealed class HeldBytes
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<string> _addresses = [];
        private volatile bool _open;
        private volatile bool _isBroken;
        private IRoute? _held;

        public Task Arrived => _arrived.Task.WaitAsync(Until.Soon);

        public IReadOnlyList<string> Addresses => _addresses;

        public int Broken { get; private set; }

        public void LetThrough() => (_open, _isBroken) = (true, false);

        /// <summary>The line of what is held breaks, and no other gets through.</summary>
        public Task BreakAsync()
        {
            _isBroken = true;
            return AbortAsync(_held!);
        }

        public async Task HandleAsync(IRoute route)
        {
            if (_isBroken)
            {
                await AbortAsync(route);
                return;
            }

            if (route.Request.Method == "PATCH")
            {
                _addresses.Add(route.Request.Url);
                if (!_open)
                {
                    _held = route;
                    _arrived.TrySetResult();
                    return; // Never answered: the page gives it up.
                }
            }

            await route.ContinueAsync();
        }

        private async Task AbortAsync(IRoute route)
        {
            await route.AbortAsync("internetdisconnected");
            Broken++;
        }
    }
}
