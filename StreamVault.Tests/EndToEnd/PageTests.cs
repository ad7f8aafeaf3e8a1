using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Requirements for every page: accessible, on any screen, in both themes.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class PageTests(Browser browser, FilledVault vault, PageReports reports)
    : IClassFixture<FilledVault>,
        IClassFixture<PageReports>
{
    private const int Narrowest = 320;

    // The focused element if neither it nor its ::after layer has an outline, else null.
    private const string WithoutOutline = """
        () => {
          const element = document.activeElement;
          const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
          return outlined(getComputedStyle(element)) || outlined(getComputedStyle(element, "::after"))
            ? null
            : element.outerHTML.slice(0, 200);
        }
        """;

    private const string WidthOnceDrawn = """
        () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
          () => done(document.documentElement.scrollWidth))))
        """;

    private const string LinkPage = StreamVaultUrls.LinkPages + "/{link}";
    private const string DeadLinkPage = StreamVaultUrls.LinkPages + "/nothing";

    private static readonly string[] Pages =
    [
        StreamVaultUrls.SignIn,
        StreamVaultUrls.Library,
        StreamVaultUrls.Library + "?view=list",
        StreamVaultUrls.Library + "?sort=newest",
        StreamVaultUrls.Library + "?q=nothing-matches-this",
        StreamVaultUrls.Activity,
        StreamVaultUrls.Links,
        StreamVaultUrls.Storage,
        StreamVaultUrls.Settings,
        StreamVaultUrls.Trash,
        StreamVaultUrls.Albums,
        StreamVaultUrls.People,
        StreamVaultUrls.Tags,
        StreamVaultUrls.Places,
        StreamVaultUrls.Similar,
        StreamVaultUrls.Account,
        "/videos/{ready}",
        "/videos/{waiting}",
        "/videos/{failed}",
        LinkPage,
        DeadLinkPage,
        "/no-such-page",
    ];

    public static TheoryData<string> EveryPage => [.. Pages];

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Axe_finds_nothing_in_either_theme(string page) =>
        (await ReportAsync(page)).Violations.Should().BeEmpty();

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(390, 780)]
    public Task Selections_menus_and_panels_are_accessible_and_dialogs_focus_their_first_field(int width, int height) =>
        VisitAsync(
            StreamVaultUrls.Library,
            new()
            {
                ColorScheme = ColorScheme.Light,
                ViewportSize = new() { Width = width, Height = height },
            },
            async (page, load) =>
            {
                await load();
                await LooksAtSelectionAsync(page);
                await LooksAtAlbumDialogsAsync(page);
                await LooksAtWatchPageAsync(page);
                await LooksAtLabelsAsync(page);
            }
        );

    private static async Task LooksAtSelectionAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Select", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Select all") }).ClickAsync();
        var trash = page.GetByRole(AriaRole.Button, new() { Name = "Move to trash" });
        await Assertions.Expect(trash).ToBeInViewportAsync(new() { Ratio = 1 });
        await LooksAtMenuAsync(page, "More actions for the selection");
        await LooksAtDialogAsync(page, "Add tags and people…", "Add a tag");
        await LooksAtDialogAsync(page, "Add to album…", "Title of the new album");
        await LooksAtDialogAsync(page, "Date…", null);
    }

    private static async Task LooksAtAlbumDialogsAsync(IPage page)
    {
        await page.OpenAsync(StreamVaultUrls.Albums);
        await LooksAtDialogAsync(page, "New album", "Title");
        await page.OpenAsync(StreamVaultUrls.Library + "?q=cake");
        await LooksAtDialogAsync(page, "Save as smart album", "Title");
    }

    private async Task LooksAtWatchPageAsync(IPage page)
    {
        await page.OpenAsync($"/videos/{vault.Ready.Id}");
        await LooksAtDialogAsync(page, "Edit the date filmed", null);
        await LooksAtMenuAsync(page, "More actions");
        await page.GetByText("Details", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Close" })).ToBeVisibleAsync();
        await page.ExpectAccessibleAsync("the share panel");
    }

    private async Task LooksAtLabelsAsync(IPage page)
    {
        var labelled = await vault.Owner.UploadAsync(await Clips.SmallAsync(), "Labelled");
        var edit = new
        {
            ids = (Guid[])[labelled.Id],
            addTags = (string[])["garden"],
            addPeople = (string[])["Grandma"],
        };
        using var answer = await vault.Owner.PostAsJsonAsync(StreamVaultUrls.ApiBulkEdit, edit);
        answer.EnsureSuccessStatusCode();
        foreach (
            var (address, name) in ((string, string)[])
                [(StreamVaultUrls.Tags, "garden"), (StreamVaultUrls.People, "Grandma")]
        )
        {
            await page.OpenAsync(address);
            await LooksAtMenuAsync(page, $"Actions for {name}");
        }
    }

    private static async Task LooksAtMenuAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeVisibleAsync();
        await page.ExpectAccessibleAsync($"the menu {name}");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem)).ToHaveCountAsync(0);
    }

    private static async Task LooksAtDialogAsync(IPage page, string action, string? field)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        if (field is not null)
        {
            await Assertions.Expect(dialog.GetByLabel(field, new() { Exact = true })).ToBeFocusedAsync();
        }

        await page.ExpectAccessibleAsync($"the dialog {action}");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public Task Every_focused_element_has_a_visible_outline() =>
        VisitAsync(
            StreamVaultUrls.Library,
            new(),
            async (opened, load) =>
            {
                await load();
                var focused = 0;
                for (; focused < 24; focused++)
                {
                    await opened.Keyboard.PressAsync("Tab");
                    if (await opened.EvaluateAsync<bool>("document.activeElement === document.body"))
                    {
                        break;
                    }

                    (await opened.EvaluateAsync<string?>(WithoutOutline)).Should().BeNull();
                }

                focused.Should().BeGreaterThan(8, "the bar and the navigation alone have more");
            }
        );

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Pages_do_not_scroll_horizontally_on_the_narrowest_phone(string page) =>
        (await ReportAsync(page))
            .WidthOnPhone.Should()
            .BeLessThanOrEqualTo(Narrowest, "{0} must fit that many pixels", page);

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Pages_load_nothing_from_other_origins_and_log_no_errors(string page)
    {
        var report = await ReportAsync(page);

        report.Requests.Should().NotBeEmpty().And.OnlyContain(url => IsOwn(url));
        report.Complaints.Where(text => !IsExpected(page, text)).Should().BeEmpty();
    }

    // Browsers log every response that isn't successful.
    private static bool IsExpected(string page, string complaint) =>
        (page == "/no-such-page" && complaint.Contains("404")) || (page == DeadLinkPage && complaint.Contains("403"));

    private bool IsOwn(string url) =>
        url.StartsWith(vault.Server.Address.ToString(), StringComparison.Ordinal)
        || url.StartsWith("data:", StringComparison.Ordinal)
        || url.StartsWith("blob:", StringComparison.Ordinal);

    // Each page is loaded only once, on a large screen that becomes a phone's.
    private Task<PageReport> ReportAsync(string address) =>
        reports.GetOrCreateAsync(
            address,
            async () =>
            {
                PageReport? page = null;
                await VisitAsync(
                    address,
                    new() { ColorScheme = ColorScheme.Light },
                    async (opened, load) => page = await InspectAsync(opened, load)
                );
                return page!;
            }
        );

    private static async Task<PageReport> InspectAsync(IPage page, Func<Task> load)
    {
        var (requests, complaints) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        page.Request += (_, request) => requests.Enqueue(request.Url);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Enqueue(message.Text);
            }
        };
        await load();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var violations = await page.ViolationsAsync();
        await page.SetViewportSizeAsync(Narrowest, 640);
        return new PageReport(
            violations,
            [.. requests],
            [.. complaints],
            await page.EvaluateAsync<int>(WidthOnceDrawn)
        );
    }

    private Task VisitAsync(string address, BrowserNewContextOptions options, Func<IPage, Func<Task>, Task> look)
    {
        options.StorageState = address is StreamVaultUrls.SignIn or LinkPage or DeadLinkPage ? null : vault.Session;
        var url = address
            .Replace("{ready}", $"{vault.Ready.Id}", StringComparison.Ordinal)
            .Replace("{failed}", $"{vault.Failed.Id}", StringComparison.Ordinal)
            .Replace("{link}", vault.Link.Token, StringComparison.Ordinal)
            .Replace("{waiting}", $"{vault.Waiting.Id}", StringComparison.Ordinal);
        var isStatic =
            address is StreamVaultUrls.SignIn or StreamVaultUrls.Account or LinkPage or DeadLinkPage or "/no-such-page";
        return browser.VisitAsync(
            vault.Server.Address,
            page => look(page, () => isStatic ? page.GotoAsync(url) : page.OpenAsync(url)),
            options,
            "page" + address.Replace('/', '-').Replace('?', '-')
        );
    }
}
