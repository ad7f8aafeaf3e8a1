using System.Text.RegularExpressions;
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
    public Task The_scrubber_leads_to_a_month_and_going_back_restores_the_position_and_the_focus(
        int width,
        int height
    ) =>
        library.VisitAsync(async page =>
        {
            await page.SetViewportSizeAsync(width, height);
            await page.OpenAsync("/");
            await Expect(page.Locator(".stage article").First).ToContainTextAsync("Film 2025-12-28");
            var scrubber = page.GetByRole(AriaRole.Slider, new() { Name = "Go to date" });
            await Expect(page.Locator(".scrubber[data-ready]")).ToHaveCountAsync(1);

            await scrubber.FocusAsync();
            await page.Keyboard.PressAsync("PageDown");
            await page.Keyboard.PressAsync("ArrowDown");

            await Expect(scrubber).ToHaveAttributeAsync("aria-valuetext", "November 2024");
            var film = page.Locator(".stage article").Filter(new() { HasText = "Film 2024-11-28" });
            await Expect(film).ToBeInViewportAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "November 2024" })).ToBeInViewportAsync();
            await Until.TrueAsync(
                async () => await page.Locator(".stage article").CountAsync() < 200,
                because: () => "The rest must not be rendered."
            );

            await film.GetByRole(AriaRole.Link).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Film 2024-11-28");
            await page.GoBackAsync();
            await Expect(film).ToBeInViewportAsync();
            await Expect(film.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        });

    [Fact]
    public Task Dragging_the_scrubber_scrolls_and_names_the_month() =>
        library.VisitAsync(async page =>
        {
            await page.OpenAsync("/?sort=recordedfirst");
            await Expect(page.Locator(".scrubber[data-ready]")).ToHaveCountAsync(1);
            await Expect(page.Locator(".stage article").First).ToContainTextAsync("Film 2006-01-01");
            var box = (await page.Locator(".scrubber").BoundingBoxAsync())!;

            await page.Mouse.MoveAsync(box.X + 40, box.Y + 20);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(box.X + 40, box.Y + (box.Height / 2), new() { Steps = 5 });

            await Expect(page.Locator(".bubble")).ToHaveTextAsync(new Regex("201[56]$"));
            await page.Mouse.UpAsync();
            await Expect(page.Locator(".stage article").Filter(new() { HasText = "Film 2016-0" }).First)
                .ToBeInViewportAsync();
        });

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public Task Fast_scrolling_ends_with_cards_and_going_back_returns_to_them(int width, int height) =>
        library.VisitAsync(async page =>
        {
            await page.SetViewportSizeAsync(width, height);
            await page.OpenAsync("/");
            await Expect(page.Locator(".stage article").First).ToContainTextAsync("Film 2025-12-28");
            await Until.TrueAsync(() =>
                page.EvaluateAsync<bool>("document.documentElement.scrollHeight > 20 * innerHeight")
            );
            await page.Mouse.MoveAsync(width / 2, height / 2);

            await page.EvaluateAsync("addEventListener('scrollend', () => (window.scrolledTo = scrollY))");
            // Down by many screens at once, up again, and down: each time faster than the cards can arrive.
            foreach (var screens in (int[])[30, -12, 25])
            {
                for (var step = 0; step < 5; step++)
                {
                    await page.Mouse.WheelAsync(0, screens * height / 5);
                }

                await Until.TrueAsync(() => page.EvaluateAsync<bool>("window.scrolledTo === scrollY"));

                await Until.TrueAsync(
                    () => page.EvaluateAsync<bool>(IsFilled),
                    because: () => $"The screen has no cards at some points after scrolling by {screens} screens."
                );
            }

            var id = await page.EvaluateAsync<string>(
                "document.elementFromPoint(innerWidth / 4, innerHeight / 2).closest('article').dataset.video"
            );
            var card = page.Locator($".stage article[data-video='{id}']");
            var before = (await card.BoundingBoxAsync())!.Y;
            await card.GetByRole(AriaRole.Link).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Film");
            await page.GoBackAsync();

            await Expect(card).ToBeInViewportAsync();
            await Until.TrueAsync(async () => await card.BoundingBoxAsync() is { } box && Math.Abs(box.Y - before) < 2);
            await Until.TrueAsync(() => page.EvaluateAsync<bool>(IsFilled));
        });

    // Whether each part of the stage that is on the screen has a card: in each column of cards, from top to bottom, with at
    // most a month's heading between two.
    private const string IsFilled = """
        (() => {
          const stage = document.querySelector(".stage").getBoundingClientRect();
          const cards = [...document.querySelectorAll(".stage article")]
            .map(card => card.getBoundingClientRect())
            .filter(box => box.bottom > 0 && box.top < innerHeight);
          const columns = new Map();
          for (const box of cards) {
            const column = columns.get(Math.round(box.left)) ?? [];
            column.push(box);
            columns.set(Math.round(box.left), column);
          }
          const first = [...columns.entries()].sort(([a], [b]) => a - b)[0]?.[1];
          if (!first || stage.bottom < innerHeight) return false;
          const edges = [{ bottom: 0 }, ...first.sort((a, b) => a.top - b.top), { top: innerHeight }];
          return edges.slice(1).every((box, index) => box.top - edges[index].bottom < 200);
        })()
        """;

    [Fact]
    public Task Every_video_is_listed_under_its_month() =>
        library.VisitAsync(async page =>
        {
            await page.OpenAsync("/?sort=recordedfirst");
            await Expect(page.Locator(".scrubber[data-ready]")).ToHaveCountAsync(1);
            foreach (var year in (int[])[2025, 2006, 2014])
            {
                await page.Locator(".scrubber .tick").GetByText($"{year}").ClickAsync();
                var month = page.GetByRole(AriaRole.Listitem)
                    .Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = $"January {year}" }) });
                await Expect(month).ToBeInViewportAsync();
                await Expect(month.GetByRole(AriaRole.Article)).ToContainTextAsync($"Film {year}-01-01");
            }

            await ScrollToTheEndAsync(page);
            await Expect(page.Locator(".stage article").Filter(new() { HasText = "Nobody knows when" }))
                .ToBeInViewportAsync();
        });

    [Fact]
    public Task Without_months_the_last_video_is_at_the_end_of_the_page() =>
        library.VisitAsync(async page =>
        {
            await page.OpenAsync("/?sort=title&view=list");
            await Expect(page.Locator(".scrubber")).ToHaveCountAsync(0);

            await ScrollToTheEndAsync(page);

            await Expect(page.Locator(".stage article").Filter(new() { HasText = "Nobody knows when" }))
                .ToBeInViewportAsync();
            await Until.TrueAsync(async () => await page.Locator(".stage article").CountAsync() < 150);
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
