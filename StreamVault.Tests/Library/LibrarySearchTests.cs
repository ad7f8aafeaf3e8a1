using Bunit;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

public sealed class LibrarySearchTests : PageFixture
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private BunitJSModuleInterop _module = null!;

    [Fact]
    public void Typing_searches_after_a_pause_if_the_browser_still_shows_the_page()
    {
        var field = RenderField();

        field.Find("input").Input("bea");
        Clock.Advance(Pause / 2);
        field.Find("input").Input("beach");
        Clock.Advance(Pause / 2);
        Searches().Should().BeEmpty();
        Clock.Advance(Pause / 2);

        field.WaitForAssertion(() => Searches().Should().Equal("./?q=beach"));
        _module.Invocations["search"].Single().Arguments[0].Should().Be(Get<NavigationManager>().Uri);
    }

    [Theory]
    [InlineData("/videos/0198c0de-0000-7000-8000-000000000000")]
    [InlineData("/?fav=1")]
    public async Task Opening_another_page_cancels_a_pending_search(string url)
    {
        var field = RenderField();
        field.Find("input").Input("beach");

        await field.InvokeAsync(() => Get<NavigationManager>().NavigateTo(url));
        await field.InvokeAsync(() => Clock.Advance(2 * Pause));

        Searches().Should().BeEmpty();
        field.Find("input").GetAttribute("value").Should().BeNullOrEmpty();
    }

    [Fact]
    public async Task Text_that_is_typed_while_results_open_is_kept_and_searched()
    {
        var field = RenderField();
        field.Find("input").Input("bea");
        Clock.Advance(Pause);
        field.WaitForAssertion(() => Searches().Should().ContainSingle());

        field.Find("input").Input("beach");
        await field.InvokeAsync(() => Get<NavigationManager>().NavigateTo("/?q=bea"));
        field.Find("input").GetAttribute("value").Should().Be("beach");
        Clock.Advance(Pause);

        field.WaitForAssertion(() => Searches().Should().Equal("./?q=bea", "./?q=beach"));
    }

    [Fact]
    public async Task An_empty_field_suggests_the_recent_searches_even_after_a_text_was_removed()
    {
        var field = RenderField();
        await field.InvokeAsync(() => field.Instance.SuggestAsync(["year:1999"]));
        Suggestions(field).Should().Equal("year:1999");

        field.Find("input").Input("has:");
        Clock.Advance(Pause);
        field.WaitForAssertion(() => Suggestions(field).Should().HaveCountGreaterThan(1));
        field.Find("input").Input("");
        Clock.Advance(Pause);

        field.WaitForAssertion(() => Suggestions(field).Should().Equal("year:1999"));
        field.Find(".suggestions button").TextContent.Should().Be("Clear recent searches");
    }

    [Fact]
    public async Task Recent_searches_have_one_heading()
    {
        var field = RenderField();

        await field.InvokeAsync(() => field.Instance.SuggestAsync(["year:1999", "beach"]));

        field.Find(".suggestions .title").TextContent.Should().Be("Recent searches");
        field.Find("[role=listbox]").GetAttribute("aria-label").Should().Be("Recent searches");
        field.FindAll("[role=option]").Select(option => option.TextContent.Trim()).Should().Equal("year:1999", "beach");
    }

    [Theory]
    [InlineData("beach", true)]
    [InlineData("zzzz", false)]
    public async Task Only_searches_with_results_are_worth_keeping(string search, bool finds)
    {
        await AddVideoAsync("Beach", VideoStatus.Ready);
        var field = RenderField();

        (await field.InvokeAsync(() => field.Instance.FindsAnythingAsync(search))).Should().Be(finds);
    }

    private static IEnumerable<string?> Suggestions(IRenderedComponent<LibrarySearch> field) =>
        field.FindAll("[role=option]").Select(option => option.GetAttribute("data-search-text"));

    private IRenderedComponent<LibrarySearch> RenderField()
    {
        _module = JSInterop.SetupModule("./Library/LibrarySearch.razor.js");
        _module.Mode = JSRuntimeMode.Loose;
        return Render<LibrarySearch>();
    }

    private IEnumerable<string?> Searches() =>
        _module.Invocations["search"].Select(invocation => invocation.Arguments[1] as string);
}
