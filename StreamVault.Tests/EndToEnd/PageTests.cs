using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>What holds on every page: anyone can use it, on any screen, in both themes.</summary>
[Collection(Browser.Name)]
public sealed class PageTests(Browser browser, FilledVault vault) : IClassFixture<FilledVault>
{
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
    public async Task Axe_finds_nothing_in_either_theme(string page)
    {
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await VisitAsync(
                page,
                new() { ColorScheme = theme },
                async opened =>
                {
                    var found = await opened.RunAxe();

                    found
                        .Violations.SelectMany(rule =>
                            rule.Nodes.Select(node => $"{rule.Id}: {node.Html} ({rule.Help})")
                        )
                        .Should()
                        .BeEmpty("{0} is shown {1}", page, theme);
                }
            );
        }
    }

    [Theory]
    [MemberData(nameof(EveryPage))]
    public Task Nothing_scrolls_sideways_on_the_narrowest_phone(string page) =>
        VisitAsync(
            page,
            new()
            {
                ViewportSize = new() { Width = 320, Height = 640 },
            },
            async opened =>
            {
                var widest = await opened.EvaluateAsync<int>("document.documentElement.scrollWidth");

                widest.Should().BeLessThanOrEqualTo(320, "{0} must fit a screen of 320 pixels", page);
            }
        );

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Nothing_is_fetched_from_anywhere_else_and_the_console_stays_clean(string page)
    {
        var foreign = new List<string>();
        var complaints = new List<string>();
        await VisitAsync(
            page,
            new(),
            async opened =>
            {
                opened.Request += (_, request) => foreign.Add(request.Url);
                opened.Console += (_, message) =>
                {
                    if (message.Type is "error" or "warning")
                    {
                        complaints.Add(message.Text);
                    }
                };
                opened.PageError += (_, error) => complaints.Add(error);
                await opened.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });
            }
        );

        foreign.Should().OnlyContain(url => IsOwn(url));
        complaints.Where(text => !IsExpected(page, text)).Should().BeEmpty();
    }

    // Browsers note every answer that is no success.
    private static bool IsExpected(string page, string complaint) =>
        (page == "/no-such-page" && complaint.Contains("404")) || (page == DeadLinkPage && complaint.Contains("403"));

    private bool IsOwn(string url) =>
        url.StartsWith(vault.Server.Address.ToString(), StringComparison.Ordinal)
        || url.StartsWith("data:", StringComparison.Ordinal)
        || url.StartsWith("blob:", StringComparison.Ordinal);

    private Task VisitAsync(string address, BrowserNewContextOptions options, Func<IPage, Task> look)
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
            async page =>
            {
                await (isStatic ? page.GotoAsync(url) : page.OpenAsync(url));
                await look(page);
            },
            options,
            "page" + address.Replace('/', '-').Replace('?', '-')
        );
    }
}
