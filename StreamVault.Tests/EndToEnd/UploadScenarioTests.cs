using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;
using static StreamVault.Tests.EndToEnd.UploadPage;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Uploads in a browser are paused, resumed, removed and deduplicated.</summary>
[Collection(Browser.Adding)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class UploadScenarioTests(EmptyVault vault) : IClassFixture<EmptyVault>, IAsyncLifetime
{
    public Task InitializeAsync() => vault.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_upload_can_be_paused_and_resumed_and_continues_on_other_pages()
    {
        var clip = await Clips.SmallAsync();

        await vault.VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Library);
            var gate = await HoldUploadsAsync(page);
            await page.DropAsync(clip);
            var tray = Tray(page);
            await gate.RequestReceived;

            await tray.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
            await Expect(tray.GetByText("Paused ·")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Activity", Exact = true }).First.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Activity" })).ToBeVisibleAsync();
            gate.Open();
            await tray.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();

            await Expect(tray.GetByText("Added ·")).ToBeVisibleAsync();
        });

        vault.Server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task After_a_reload_choosing_the_same_file_resumes_the_upload()
    {
        var owner = vault.Owner;
        var clip = await Clips.SmallAsync();

        await vault.VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Library);
            var gate = await HoldUploadsAsync(page);
            await PickAsync(page, clip);
            await gate.RequestReceived;
            page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
            await page.OpenAsync(StreamVaultUrls.Storage);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Unfinished uploads" })).ToBeVisibleAsync();

            var tray = Tray(page);
            await Expect(tray.GetByText("Choose the file again by")).ToBeVisibleAsync();
            gate.Open();
            var choosing = page.WaitForFileChooserAsync();
            await tray.GetByRole(AriaRole.Button, new() { Name = "Choose a file" }).ClickAsync();
            await (await choosing).SetFilesAsync(clip);

            await Expect(tray.GetByText("Added ·")).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Unfinished uploads" })).ToBeHiddenAsync();
            gate.Addresses.Distinct().Should().ContainSingle("the upload was resumed, not restarted");
        });

        (await owner.GetStringAsync(StreamVaultUrls.ApiUploads)).Should().Be("[]");
        vault.Server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Two_tabs_do_not_send_the_same_file()
    {
        var clip = await Clips.SmallAsync();

        await vault.VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Library);
            var gate = await HoldUploadsAsync(page);
            await PickAsync(page, clip);
            await gate.RequestReceived;
            var other = await page.Context.NewPageAsync();
            await other.OpenAsync(StreamVaultUrls.Library);

            await PickAsync(other, clip);

            await Expect(Tray(other).GetByText("being added in another tab")).ToBeVisibleAsync();
            gate.Open();
            await Tray(page).GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
            await Tray(page).GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
            await Expect(Tray(page).GetByText("Added ·")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task Leaving_during_an_upload_needs_confirmation_and_the_unfinished_upload_can_be_removed()
    {
        var owner = vault.Owner;
        var clip = await Clips.SmallAsync();

        await vault.VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Library);
            var asked = new List<string>();
            page.Dialog += (_, dialog) =>
            {
                asked.Add(dialog.Type);
                _ = dialog.AcceptAsync();
            };
            var gate = await HoldUploadsAsync(page);
            await PickAsync(page, clip);
            await gate.RequestReceived;
            await page.OpenAsync(StreamVaultUrls.Storage);
            asked.Should().Equal("beforeunload");

            await page.GetByRole(AriaRole.Region, new() { Name = "Unfinished uploads" })
                .GetByRole(AriaRole.Button, new() { Name = "Remove the unfinished upload of" })
                .ClickAsync();

            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Unfinished uploads" })).ToBeHiddenAsync();
        });

        (await owner.GetStringAsync(StreamVaultUrls.ApiUploads)).Should().Be("[]");
        Directory.EnumerateFileSystemEntries(Path.Combine(vault.Server.DataPath, "uploads")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_duplicate_waits_for_a_choice_in_its_row_even_after_a_reload()
    {
        var owner = vault.Owner;
        var clip = await Clips.SmallAsync();
        await owner.UploadAsync(clip, "Summer at the lake");
        using var folder = new TemporaryFolder();
        var copy = folder.At("copy.mp4");
        File.Copy(clip, copy);

        await vault.VisitAsync(async page =>
        {
            var tray = Tray(page);
            var waiting = tray.GetByText("You already have this: Summer at the lake");
            var videos = page.GetByRole(AriaRole.Article);
            await page.OpenAsync(StreamVaultUrls.Library);
            await PickAsync(page, clip);
            await Expect(waiting).ToBeVisibleAsync();
            await Expect(tray.GetByRole(AriaRole.Link, new() { Name = "Open Summer at the lake" })).ToBeVisibleAsync();
            Directory.CreateDirectory(Repository.Artifacts);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, "duplicate.png") });
            (await page.RunAxe()).Violations.Should().BeEmpty();
            await ReloadAsync();
            await ChooseAsync("Add anyway");
            await Expect(waiting).ToBeHiddenAsync();
            await Expect(videos).ToHaveCountAsync(2);
            (await owner.GetStringAsync(StreamVaultUrls.ApiUploads)).Should().Be("[]");

            await PickAsync(page, clip);
            await Expect(waiting).ToBeVisibleAsync();
            await ReloadAsync();
            await ChooseAsync("Don't add");
            await Expect(tray).ToBeHiddenAsync();
            await Expect(videos).ToHaveCountAsync(2);
            (await owner.GetStringAsync(StreamVaultUrls.ApiUploads)).Should().Be("[]");

            await PickAsync(page, clip);
            await ChooseAsync("Don't add");
            await Expect(tray).ToBeHiddenAsync();
            await PickAsync(page, clip);
            await ChooseAsync("Add anyway");
            await Expect(tray.GetByText("Added ·")).ToBeVisibleAsync();
            await Expect(videos).ToHaveCountAsync(3);

            // Several duplicates are decided at once.
            var none = tray.GetByRole(AriaRole.Button, new() { Name = "Add none of these" });
            await PickAsync(page, clip);
            await Expect(waiting).ToBeVisibleAsync();
            await Expect(none).ToBeHiddenAsync();
            await PickAsync(page, copy);
            await Expect(waiting).ToHaveCountAsync(2);
            await none.ClickAsync();
            await Expect(waiting).ToHaveCountAsync(0);
            await Expect(videos).ToHaveCountAsync(3);

            async Task ReloadAsync()
            {
                await page.OpenAsync(StreamVaultUrls.Library);
                await Expect(waiting).ToBeVisibleAsync();
                await Expect(tray.GetByText("1 duplicate", new() { Exact = true })).ToBeVisibleAsync();
            }

            Task ChooseAsync(string choice) => tray.GetByRole(AriaRole.Button, new() { Name = choice }).ClickAsync();
        });

        (await owner.GetStringAsync(StreamVaultUrls.ApiUploads)).Should().Be("[]");
        vault.Server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Problems_come_first_and_a_closed_tray_reopens_only_for_new_ones()
    {
        var owner = vault.Owner;
        var clip = await Clips.SmallAsync();
        await owner.UploadAsync(clip, "Summer at the lake");
        using var folder = new TemporaryFolder();

        await vault.VisitAsync(async page =>
        {
            page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
            await page.OpenAsync(StreamVaultUrls.Library);
            await SlowDownAsync(page);
            await PickAsync(page, Film(folder, 9));
            await PickAsync(page, clip);
            var tray = Tray(page);
            await Expect(tray.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("You already have this");
            await Expect(tray.GetByText(new Regex("^0 of 2 added.* · 1 duplicate$"))).ToBeVisibleAsync();
            Directory.CreateDirectory(Repository.Artifacts);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, "tray-problems.png") });

            var close = tray.GetByRole(AriaRole.Button, new() { Name = "Close uploads" });
            await close.ClickAsync();
            await Expect(tray.GetByRole(AriaRole.List)).ToBeHiddenAsync();
            await Expect(tray.GetByRole(AriaRole.Button, new() { Name = "Show uploads" })).ToBeVisibleAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, "tray-closed.png") });

            // Reloading the page stops the upload, which reopens the tray.
            await page.OpenAsync(StreamVaultUrls.Library);
            await Expect(tray.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
            await close.ClickAsync();
            await Expect(tray).ToBeHiddenAsync();
            var asked = page.WaitForResponseAsync(answer => answer.Url.EndsWith("/api/uploads"));
            await page.OpenAsync(StreamVaultUrls.Activity);
            await asked;
            await Expect(tray).ToBeHiddenAsync();

            await PickAsync(page, clip);
            await Expect(tray.GetByRole(AriaRole.List)).ToBeVisibleAsync();
        });
    }

    [Theory]
    [InlineData(1280, 800, "true")]
    [InlineData(390, 844, "false")]
    public async Task After_a_reload_the_tray_is_as_the_user_left_it(int width, int height, string unfoldedAtFirst)
    {
        var clip = await Clips.SmallAsync();
        await vault.Owner.UploadAsync(clip, "Summer at the lake");

        await vault.VisitAsync(
            async page =>
            {
                await page.OpenAsync(StreamVaultUrls.Library);
                await PickAsync(page, clip);
                var tray = Tray(page);
                var fold = tray.GetByRole(AriaRole.Button, new() { Name = "Collapse uploads" });
                await Expect(tray.GetByText("You already have this")).ToBeVisibleAsync();
                await Expect(fold).ToHaveAttributeAsync("aria-expanded", "true");

                await page.OpenAsync(StreamVaultUrls.Library);
                await Expect(fold).ToHaveAttributeAsync("aria-expanded", unfoldedAtFirst);
                await fold.ClickAsync();
                var left = unfoldedAtFirst == "true" ? "false" : "true";
                await Expect(fold).ToHaveAttributeAsync("aria-expanded", left);

                await page.OpenAsync(StreamVaultUrls.Activity);
                await Expect(fold).ToHaveAttributeAsync("aria-expanded", left);
            },
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
            },
            $"{nameof(After_a_reload_the_tray_is_as_the_user_left_it)}-{width}"
        );
    }

    [Fact]
    public async Task A_tray_that_was_closed_with_a_duplicate_stays_closed_after_a_reload()
    {
        var clip = await Clips.SmallAsync();
        await vault.Owner.UploadAsync(clip, "Summer at the lake");

        await vault.VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Library);
            await PickAsync(page, clip);
            var tray = Tray(page);
            await Expect(tray.GetByText("You already have this")).ToBeVisibleAsync();
            await tray.GetByRole(AriaRole.Button, new() { Name = "Close uploads" }).ClickAsync();

            await page.OpenAsync(StreamVaultUrls.Activity);

            await Expect(page.Locator("upload-tray li")).ToHaveCountAsync(1);
            await Expect(tray).ToBeHiddenAsync();
        });
    }

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task Ten_active_uploads_fit_the_screen_and_are_accessible(int width, int height, ColorScheme theme)
    {
        using var folder = new TemporaryFolder();

        await vault.VisitAsync(
            async page =>
            {
                await page.OpenAsync(StreamVaultUrls.Library);
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
}
