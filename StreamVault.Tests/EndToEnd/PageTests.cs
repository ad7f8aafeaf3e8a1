using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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

    // Colors in the middle of a transition may lack contrast.
    private const string TransitionsEnd = """
        () => Promise.allSettled(
          document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished))
        """;

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

    // The themes differ only in colors (wwwroot/css/tokens.css), so the second one needs no other rules.
    private static readonly AxeRunOptions RulesAboutColours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

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
        StreamVaultUrls.Account,
        "/videos/{ready}",
        "/videos/{waiting}",
        LinkPage,
        DeadLinkPage,
        "/no-such-page",
    ];

    public static TheoryData<string> EveryPage => [.. Pages];

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Axe_finds_nothing_in_either_theme(string page) =>
        (await ReportAsync(page)).Violations.Should().BeEmpty();

    [Fact]
    public Task Dialogs_of_a_selection_are_accessible_and_focus_their_first_field() =>
        VisitAsync(
            StreamVaultUrls.Library,
            new()
            {
                ColorScheme = ColorScheme.Light,
                ViewportSize = new() { Width = 390, Height = 780 },
            },
            async (page, load) =>
            {
                await load();
                await page.GetByRole(AriaRole.Button, new() { Name = "Select", Exact = true }).ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Select all") }).ClickAsync();
                var trash = page.GetByRole(AriaRole.Button, new() { Name = "Move to trash" });
                await Assertions.Expect(trash).ToBeInViewportAsync(new() { Ratio = 1 });

                foreach (
                    var (action, field) in ((string, string)[])
                        [("Tag…", "Add a tag"), ("Add to album…", "Title of the new album")]
                )
                {
                    await page.GetByRole(AriaRole.Button, new() { Name = action }).ClickAsync();
                    var dialog = page.GetByRole(AriaRole.Dialog);
                    await Assertions.Expect(dialog.GetByLabel(field)).ToBeFocusedAsync();
                    await page.EvaluateAsync(TransitionsEnd);
                    Sentences(ColorScheme.Light, await page.RunAxe()).Should().BeEmpty();
                    await page.Keyboard.PressAsync("Escape");
                    await Assertions.Expect(dialog).ToHaveCountAsync(0);
                }
            }
        );

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
        List<string> violations = [.. Sentences(ColorScheme.Light, await page.RunAxe())];
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.EvaluateAsync(TransitionsEnd);
        violations.AddRange(Sentences(ColorScheme.Dark, await page.RunAxe(RulesAboutColours)));
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

    private static IEnumerable<string> Sentences(ColorScheme theme, AxeResult found) =>
        found.Violations.SelectMany(rule =>
            rule.Nodes.Select(node => $"{theme}: {rule.Id}: {node.Html} ({rule.Help})")
        );
}
