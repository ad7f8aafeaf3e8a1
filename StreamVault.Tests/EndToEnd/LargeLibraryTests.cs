using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>A library with twenty years of videos, of which only a few are rendered at a time.</summary>
[Collection(Browser.OwnServer)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class LargeLibraryTests(LargeLibrary library) : IClassFixture<LargeLibrary>
{
    [Theory]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public Task Years_are_one_click_away_and_going_back_restores_the_position(int width, int height) =>
        library.VisitAsync(async page =>
        {
            await page.SetViewportSizeAsync(width, height);
            await page.OpenAsync("/?sort=recordedlast");
            await Expect(page.GetByRole(AriaRole.Article).First).ToContainTextAsync("Film 2025-12-28");

            await page.GetByRole(AriaRole.Navigation, new() { Name = "Years" }).GetByText("2010").ClickAsync();
            var film = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "Film 2010-12-28" });
            await Expect(film).ToBeInViewportAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "December 2010" })).ToBeInViewportAsync();
            (await page.GetByRole(AriaRole.Article).CountAsync()).Should().BeLessThan(150, "the rest isn't rendered");

            await film.GetByRole(AriaRole.Link).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Film 2010-12-28");
            await page.GoBackAsync();
            await Expect(film).ToBeInViewportAsync();
        });

    [Fact]
    public Task Every_video_is_listed_under_its_month() =>
        library.VisitAsync(async page =>
        {
            await page.OpenAsync("/?sort=recordedfirst");
            foreach (var year in (int[])[2025, 2006, 2014])
            {
                await page.GetByRole(AriaRole.Navigation, new() { Name = "Years" }).GetByText($"{year}").ClickAsync();
                var month = page.Locator($"section#m{year}-01");
                await Expect(month.GetByRole(AriaRole.Article)).ToHaveCountAsync(LargeLibrary.EachMonth);
                (await month.GetByRole(AriaRole.Heading, new() { Level = 3 }).AllInnerTextsAsync())
                    .Should()
                    .OnlyContain(title => title.StartsWith($"Film {year}-01-"));
                await Expect(month.GetByRole(AriaRole.Article).First).ToBeInViewportAsync();
            }

            await ScrollToTheEndAsync(page);
            await Expect(page.GetByRole(AriaRole.Article).Filter(new() { HasText = "Nobody knows when" }))
                .ToBeInViewportAsync();
        });

    [Fact]
    public Task Without_months_the_last_video_is_at_the_end_of_the_page() =>
        library.VisitAsync(async page =>
        {
            await page.OpenAsync("/?sort=title&view=list");
            await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Years" })).ToHaveCountAsync(0);

            await ScrollToTheEndAsync(page);

            await Expect(page.GetByRole(AriaRole.Article).Filter(new() { HasText = "Nobody knows when" }))
                .ToBeInViewportAsync();
            (await page.GetByRole(AriaRole.Article).CountAsync()).Should().BeLessThan(150);
        });

    // Until the first rows are measured, the other videos have no height.
    private static async Task ScrollToTheEndAsync(IPage page)
    {
        await Until.TrueAsync(() =>
            page.EvaluateAsync<bool>("document.documentElement.scrollHeight > 20 * innerHeight")
        );
        await page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
    }
}
