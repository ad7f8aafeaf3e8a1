using System.Net.Http.Json;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Searching, describing, selecting and deleting videos.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class OrganiseScenarioTests(Browser browser, FilledVault vault) : IClassFixture<FilledVault>
{
    [Fact]
    public Task Typing_searches_immediately_and_the_URL_keeps_the_search() =>
        VisitAsync(async page =>
        {
            await vault.Owner.UploadAsync(await Clips.SmallAsync(), "Anna's BIRTHDAY 2019");
            await vault.Owner.UploadAsync(await Clips.SmallAsync(), "Geburtstag ÜBER Bäumen");
            await page.OpenAsync("/");

            await page.Keyboard.PressAsync("/");
            await page.Keyboard.TypeAsync("annas birthday");
            await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
            await Expect(page.Locator("mark")).ToHaveTextAsync(["Anna's", "BIRTHDAY"]);
            await page.LiveAfterAsync(() => page.ReloadAsync());
            await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);

            await page.GetByLabel("Search the library").FillAsync("über bäu");
            await Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("Geburtstag");
            await page.GetByLabel("Search the library").FillAsync("qqxyzzy");
            await Expect(page.GetByText("No results for")).ToBeVisibleAsync();
        });

    [Fact]
    public Task A_description_can_be_added_and_deleting_a_video_from_the_trash_deletes_all_its_files() =>
        VisitAsync(async page =>
        {
            var old = await vault.Owner.UploadAsync(await Clips.SmallAsync(), "Old test");
            await page.OpenAsync($"/videos/{old.Id}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Edit the description" }).ClickAsync();
            await page.GetByLabel("Description", new() { Exact = true }).FillAsync("Lens test 🎥\nsecond line");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.GetByText("Lens test 🎥")).ToBeVisibleAsync();

            await page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
            await page.GetByText("Move to trash").ClickAsync();
            await Expect(page.GetByText("“Old test” moved to the trash")).ToBeVisibleAsync();
            await page.GotoAsync($"/videos/{old.Id}");
            await Expect(page.GetByText("This video is in the trash")).ToBeVisibleAsync();
            await page.OpenAsync("/trash");
            await page.GetByRole(AriaRole.Button, new() { Name = "Delete now: Old test" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await Expect(dialog).ToContainTextAsync("Old test");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();

            await Until.TrueAsync(
                () => !RemainingFiles(old.Id).Any(),
                because: () => string.Join(", ", RemainingFiles(old.Id))
            );
            await page.GotoAsync($"/videos/{old.Id}");
            await Expect(page.GetByText("This video doesn't exist, or it is private")).ToBeVisibleAsync();
        });

    [Fact]
    public Task In_selection_mode_a_click_selects_a_card_and_keys_select_all_or_stop() =>
        VisitAsync(async page =>
        {
            foreach (var title in (string[])["Pick one", "Pick two", "Pick three"])
            {
                await vault.Owner.UploadAsync(await Clips.SmallAsync(), title);
            }

            await page.OpenAsync("/?q=pick");
            var cards = page.GetByRole(AriaRole.Article);
            await Expect(cards).ToHaveCountAsync(3);
            var selected = page.GetByRole(AriaRole.Region, new() { Name = "Selection" }).GetByRole(AriaRole.Status);
            await page.GetByRole(AriaRole.Button, new() { Name = "Select", Exact = true }).ClickAsync();

            await cards.First.GetByRole(AriaRole.Link).ClickAsync();
            await Expect(selected).ToHaveTextAsync("1 video selected");
            page.Url.Should().EndWith("/?q=pick", "a card opens only while nothing is being selected");
            await cards.Last.ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
            await Expect(selected).ToHaveTextAsync("3 videos selected");
            await cards.Last.ClickAsync();
            await Expect(selected).ToHaveTextAsync("2 videos selected");
            await page.Keyboard.PressAsync("Control+a");
            await Expect(selected).ToHaveTextAsync("3 videos selected");

            await page.Keyboard.PressAsync("Escape");
            await Expect(selected).ToHaveCountAsync(0);
            await cards.First.GetByRole(AriaRole.Link).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Pick");
        });

    [Fact]
    public Task The_storage_page_and_the_history_list_the_videos() =>
        VisitAsync(async page =>
        {
            await page.OpenAsync(StreamVaultUrls.Storage);
            var largest = page.GetByRole(AriaRole.Region, new() { Name = "The largest videos" });
            await Expect(largest.GetByText(FilledVault.TrickyTitle)).ToBeVisibleAsync();
            await Expect(page.GetByText("free of")).ToBeVisibleAsync();

            await page.OpenAsync(StreamVaultUrls.Activity);
            var finished = page.GetByRole(AriaRole.Region, new() { Name = "Finished" });
            await Expect(finished.GetByText(FilledVault.TrickyTitle)).ToBeVisibleAsync();
        });

    [Fact]
    public Task On_a_phone_the_next_video_is_visible_first_even_if_it_was_added_last() =>
        VisitAsync(async page =>
        {
            await page.SetViewportSizeAsync(390, 844);
            await page.OpenAsync("/");
            var cards = page.GetByRole(AriaRole.Region, new() { Name = "Being prepared" }).GetByRole(AriaRole.Listitem);
            await Expect(cards.First).ToBeInViewportAsync(new() { Ratio = 1 });

            var urgent = await vault.Owner.UploadAsync(await Clips.SmallAsync(), "The urgent one");
            using var answer = await vault.Owner.PutAsJsonAsync(
                $"{StreamVaultUrls.ApiJobs}/{(await vault.Owner.JobAsync(urgent.Id)).Id}/priority",
                new { priority = "now" }
            );
            answer.EnsureSuccessStatusCode();

            await Expect(cards.First).ToContainTextAsync("The urgent one");
            await Expect(cards.First).ToBeInViewportAsync(new() { Ratio = 1 });
        });

    [Fact]
    public Task Titles_are_shown_literally_and_run_no_script() =>
        VisitAsync(async page =>
        {
            var scripted = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
            var video = await vault.Owner.UploadAsync(await Clips.SmallAsync(), scripted);
            // High enough for all cards, since the library renders only the visible ones.
            await page.SetViewportSizeAsync(1280, 4000);
            await page.OpenAsync("/");
            // The rows above the library may show the same videos.
            var cards = page.Locator(".stage").GetByRole(AriaRole.Article);
            foreach (
                var title in (string[])
                    [FilledVault.TrickyTitle, FilledVault.LongestTitle, vault.Waiting.Title, scripted]
            )
            {
                await Expect(cards.GetByText(title, new() { Exact = true })).ToBeVisibleAsync();
            }

            await page.OpenAsync($"/videos/{video.Id}");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(scripted);
            (await page.TitleAsync()).Should().Be($"{scripted} · StreamVault");
        });

    private IEnumerable<string> RemainingFiles(Guid video) =>
        Directory
            .EnumerateFileSystemEntries(vault.Server.DataPath, "*", SearchOption.AllDirectories)
            .Where(path => path.Contains($"{video}", StringComparison.Ordinal));

    private Task VisitAsync(
        Func<IPage, Task> visit,
        [System.Runtime.CompilerServices.CallerMemberName] string name = ""
    ) => browser.VisitAsync(vault.Server.Address, visit, new() { StorageState = vault.Session }, name);
}
