using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Compression;

/// <summary>Pages load only the style sheets and scripts they need, all compressed.</summary>
public sealed partial class PageWeightTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Anonymous_pages_load_neither_MudBlazor_nor_Blazor()
    {
        _ = await _app.SignInAsync();
        using var stranger = _app.CreateClient();

        foreach (var page in (string[])[StreamVaultUrls.SignIn, StreamVaultUrls.LinkPage("no-such-token"), "/setup"])
        {
            using var answer = await stranger.GetAsync(page);
            var files = FilesOf(await answer.Content.ReadAsStringAsync());

            files.Should().Contain(file => file.StartsWith("css/base.", StringComparison.Ordinal));
            files.Should().NotContain(file => file.Contains("mudblazor") || file.Contains("blazor.web"));
        }
    }

    [Fact]
    public async Task Compresses_every_style_sheet_and_script_of_the_library()
    {
        using var owner = await _app.SignInAsync();
        owner.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        var files = FilesOf(await owner.GetStringAsync("/"));

        files.Should().Contain(file => file.Contains("mudblazor.min.", StringComparison.Ordinal));
        foreach (var file in files)
        {
            using var answer = await owner.GetAsync(file);
            answer.Content.Headers.ContentEncoding.Should().Equal(["gzip"], "{0} is text", file);
        }
    }

    [Theory]
    [InlineData("http", null, true)]
    [InlineData("https", "same-origin", true)]
    [InlineData("https", "none", true)]
    [InlineData("https", "cross-site", false)]
    [InlineData("https", "same-site", false)]
    [InlineData("https", null, false)]
    public async Task Compresses_pages_unless_another_site_may_have_sent_the_request(
        string scheme,
        string? site,
        bool compresses
    )
    {
        using var stranger = _app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{scheme}://localhost{StreamVaultUrls.Setup}");
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        using var answer = await stranger.SendAsync(request);

        answer.EnsureSuccessStatusCode();
        answer.Content.Headers.ContentEncoding.Should().Equal(compresses ? ["br"] : []);
    }

    [Fact]
    public async Task Keeps_the_styles_of_the_MudBlazor_components_that_pages_use_and_no_others()
    {
        var pages = Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "StreamVault.Web"),
            "*.razor",
            SearchOption.AllDirectories
        );
        var used = new HashSet<string>();
        foreach (var page in pages)
        {
            used.UnionWith(
                Component().Matches(await File.ReadAllTextAsync(page)).Select(match => match.Groups["name"].Value)
            );
        }

        var script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "StreamVault.Web", "mudblazor.mjs"));

        Kept().Matches(script).Select(match => match.Groups["name"].Value).Should().BeEquivalentTo(used);
    }

    private static string[] FilesOf(string html) =>
        [.. Linked().Matches(html).Select(match => match.Groups["file"].Value)];

    [GeneratedRegex("""(?:rel="stylesheet" href|script(?: type="module")? src)="(?<file>[^"]+)""")]
    private static partial Regex Linked();

    [GeneratedRegex("<(?<name>Mud[A-Z][A-Za-z]+)")]
    private static partial Regex Component();

    [GeneratedRegex("^  (?<name>Mud[A-Z][A-Za-z]+): ", RegexOptions.Multiline)]
    private static partial Regex Kept();
}
