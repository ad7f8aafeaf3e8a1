using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>What holds on every page: anyone can use it, on any screen, in both themes.</summary>
[Collection(Browser.Name)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class PageTests(Browser browser, FilledVault vault, SeenPages seen)
    : IClassFixture<FilledVault>,
        IClassFixture<SeenPages>
{
    private const int Narrowest = 320;

    // One colour becomes another by way of others, which nobody has chosen.
    private const string TransitionsEnd = """
        () => Promise.allSettled(
          document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished))
        """;

    // The focused element if neither it nor the layer over its card has an outline, else null.
    private const string WithoutOutline = """
        () => {
          const element = document.activeElement;
          const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
          return outlined(getComputedStyle(element)) || outlined(getComputedStyle(element, "::after"))
            ? null
            : element.outerHTML.slice(0, 200);
        }
        """;

    private const string LinkPage = StreamVaultUrls.LinkPages + "/{link}";
    private const string DeadLinkPage = StreamVaultUrls.LinkPages + "/nothing";

    private static readonly string[] Pages =
    [
        StreamVaultUrls.SignIn,
        StreamVaultUrls.Library,
        StreamVaultUrls.Library + "?view=list",
        StreamVaultUrls.Library + "?sort=recordedlast",
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
        (await SeeAsync(page)).Violations.Should().BeEmpty();

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
    public Task Nothing_scrolls_sideways_on_the_narrowest_phone(string page) =>
        VisitAsync(
            page,
            new()
            {
                ViewportSize = new() { Width = Narrowest, Height = 640 },
            },
            async (opened, load) =>
            {
                await load();

                var widest = await opened.EvaluateAsync<int>("document.documentElement.scrollWidth");

                widest.Should().BeLessThanOrEqualTo(Narrowest, "{0} must fit that many pixels", page);
            }
        );

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Nothing_is_fetched_from_anywhere_else_and_the_console_stays_clean(string page)
    {
        var seen = await SeeAsync(page);

        seen.Requests.Should().NotBeEmpty().And.OnlyContain(url => IsOwn(url));
        seen.Complaints.Where(text => !IsExpected(page, text)).Should().BeEmpty();
    }

    // Browsers note every answer that is no success.
    private static bool IsExpected(string page, string complaint) =>
        (page == "/no-such-page" && complaint.Contains("404")) || (page == DeadLinkPage && complaint.Contains("403"));

    private bool IsOwn(string url) =>
        url.StartsWith(vault.Server.Address.ToString(), StringComparison.Ordinal)
        || url.StartsWith("data:", StringComparison.Ordinal)
        || url.StartsWith("blob:", StringComparison.Ordinal);

    // Loaded once, for all that is to be seen of it on a large screen.
    private Task<SeenPage> SeeAsync(string address) =>
        seen.OnceAsync(
            address,
            async () =>
            {
                SeenPage? page = null;
                await VisitAsync(
                    address,
                    new() { ColorScheme = ColorScheme.Light },
                    async (opened, load) => page = await LookAsync(opened, load)
                );
                return page!;
            }
        );

    private static async Task<SeenPage> LookAsync(IPage page, Func<Task> load)
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
        List<string> violations = [.. await ViolationsAsync(page, ColorScheme.Light)];
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.EvaluateAsync(TransitionsEnd);
        violations.AddRange(await ViolationsAsync(page, ColorScheme.Dark));
        return new SeenPage(violations, [.. requests], [.. complaints]);
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

    private static async Task<IEnumerable<string>> ViolationsAsync(IPage page, ColorScheme theme)
    {
        var found = await page.RunAxe();
        return found.Violations.SelectMany(rule =>
            rule.Nodes.Select(node => $"{theme}: {rule.Id}: {node.Html} ({rule.Help})")
        );
    }
}
