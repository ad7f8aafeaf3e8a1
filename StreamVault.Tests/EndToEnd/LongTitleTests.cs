using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>The longest titles and names, without a break opportunity.</summary>
[Collection(Browser.OwnServer)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class LongTitleTests(LargeLibrary library) : IClassFixture<LargeLibrary>
{
    private static readonly string _title = new('W', Album.MaxTitleLength);
    private static readonly string _name = new('W', Tag.MaxNameLength);

    [Fact]
    public async Task Long_titles_take_two_lines_on_cards_and_three_in_headings()
    {
        var (video, album) = await FillAsync();
        await SignInFromAsync(new string('W', 40));
        (string Page, string Text, int Lines)[] texts =
        [
            (StreamVaultUrls.Albums, ".albums h3", 2),
            (StreamVaultUrls.Album(album), "h1", 3),
            (StreamVaultUrls.Album(album), ".films h3", 2),
            (StreamVaultUrls.Watch(video), "h1", 3),
            (StreamVaultUrls.Watch(video), ".name .lines >> nth=0", 2),
            (StreamVaultUrls.People, ".people .text a", 2),
            (StreamVaultUrls.Tags, ".rows .lines", 2),
            (StreamVaultUrls.Links, ".link h2", 2),
            (StreamVaultUrls.Links, ".link .who > p >> nth=0", 2),
            (StreamVaultUrls.Account, "strong >> text=WWW", 2),
        ];
        foreach (var (width, height) in ((int, int)[])[(1280, 800), (390, 844)])
        {
            await library.VisitAsync(
                async page =>
                {
                    foreach (var (address, text, lines) in texts)
                    {
                        await (address == StreamVaultUrls.Account ? page.GotoAsync(address) : page.OpenAsync(address));
                        await AssertLinesAsync(page.Locator(text), $"{address} {text} at {width}", lines);
                        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"))
                            .Should()
                            .BeLessThanOrEqualTo(0, "{0} must not scroll sideways at {1}", address, width);
                    }
                },
                new()
                {
                    ViewportSize = new() { Width = width, Height = height },
                },
                $"long-titles-{width}"
            );
        }
    }

    // The name of a device is the program in its User-Agent header.
    private async Task SignInFromAsync(string program)
    {
        using var device = library.Server.CreateClient();
        device.DefaultRequestHeaders.UserAgent.ParseAdd(program);
        await device.SetUpAndSignInAsync();
    }

    private async Task<(VideoId Video, AlbumId Album)> FillAsync()
    {
        using var owner = await library.Server.SignInAsync();
        var list = await owner.GetFromJsonAsync<JsonElement>($"{StreamVaultUrls.ApiVideos}?pageSize=1");
        var video = list.GetProperty("items")[0].GetProperty("id").GetGuid();
        using var named = await owner.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{video}",
            new
            {
                title = _title,
                tags = (string[])[_name],
                people = (string[])[_name],
            }
        );
        named.EnsureSuccessStatusCode();
        using var created = await owner.PostAsJsonAsync(StreamVaultUrls.ApiAlbums, new { title = _title });
        var album = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        using var added = await owner.PutAsync($"{StreamVaultUrls.ApiAlbums}/{album}/videos/{video}", null);
        added.EnsureSuccessStatusCode();
        using var shared = await owner.PostAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{video}/tokens",
            new { description = _title }
        );
        shared.EnsureSuccessStatusCode();
        return (new VideoId(video), new AlbumId(album));
    }

    private static async Task AssertLinesAsync(ILocator text, string what, int lines)
    {
        await Expect(text).ToBeVisibleAsync();
        var box = await text.EvaluateAsync<double[]>(
            """
            node => {
              const style = getComputedStyle(node);
              const line = parseFloat(style.lineHeight) || 1.5 * parseFloat(style.fontSize);
              const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
              return [(node.getBoundingClientRect().height - padding) / line];
            }
            """
        );
        box[0].Should().BeLessThan(lines + 0.5, what);
        (await text.GetAttributeAsync("title")).Should().StartWith("WWW", "{0} has the whole text as a tooltip", what);
    }
}
