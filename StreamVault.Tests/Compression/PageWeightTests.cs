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

    private static string[] FilesOf(string html) =>
        [.. Linked().Matches(html).Select(match => match.Groups["file"].Value)];

    [GeneratedRegex("""(?:rel="stylesheet" href|script(?: type="module")? src)="(?<file>[^"]+)""")]
    private static partial Regex Linked();
}
