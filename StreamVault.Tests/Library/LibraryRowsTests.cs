using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Playback;
using StreamVault.Core.Recording;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

/// <summary>The rows above the library. Today is 1 July 2026.</summary>
public sealed class LibraryRowsTests : PageFixture
{
    [Fact]
    public async Task Videos_of_this_day_in_earlier_years_are_shown_latest_first()
    {
        await AddAsync("Last year", "2025-07-01 18:00");
        await AddAsync("Long ago", "1998-07-01");
        await AddAsync("Two days later", "2020-07-03");
        await AddAsync("Today", "2026-07-01");
        await AddAsync("Another day", "2020-12-24");

        var page = Render<LibraryPage>();

        Titles(page, "on-this-day").Should().Equal("Last year", "Long ago");
        page.Find("#on-this-day").TextContent.Should().Be("On this day");
        All(page, "on-this-day").Should().Be("./?day=07-01");
    }

    [Fact]
    public async Task Without_a_video_of_this_day_the_week_around_it_is_shown()
    {
        await AddAsync("Two days later", "2020-07-03");
        await AddAsync("Three days before", "2021-06-28");
        await AddAsync("Four days before", "2020-06-27");
        await AddAsync("Last week", "2026-06-29");

        var page = Render<LibraryPage>();

        Titles(page, "on-this-day").Should().Equal("Three days before", "Two days later");
        page.Find("#on-this-day").TextContent.Should().Be("Around this day");
        All(page, "on-this-day").Should().Be("./?week=07-01");
    }

    [Theory]
    [InlineData("2020-07")]
    [InlineData("2020-07-01~")]
    [InlineData("2020-07/..")]
    [InlineData("2020-07-01/..")]
    [InlineData("2020")]
    public async Task A_date_that_is_not_known_to_the_day_is_not_on_this_day(string date)
    {
        await AddAsync("Sometime", null, video => video.ApproximateDate = EdtfDate.Parse(date, null));

        Render<LibraryPage>().FindAll("#on-this-day").Should().BeEmpty();
    }

    [Fact]
    public async Task All_videos_of_a_day_are_one_click_away()
    {
        await AddAsync("Last year", "2025-07-01");
        await AddAsync("Today", "2026-07-01");
        await AddAsync("Two days later", "2020-07-03");
        Get<NavigationManager>().NavigateTo("/?day=07-01");

        var page = Render<LibraryPage>();

        page.FindAll("article h3").Select(title => title.TextContent.Trim()).Should().Equal("Today", "Last year");
        page.FindAll(".filters [aria-current]").Single().TextContent.Should().Contain("Filmed on 1 July");
    }

    [Fact]
    public async Task Videos_of_the_last_two_weeks_are_shown_if_the_library_starts_with_others()
    {
        foreach (var day in Enumerable.Range(1, 20))
        {
            await AddAsync($"Film {day}", $"2025-01-{day:00}", ageInDays: 20);
        }

        await AddAsync("Old tape", "1990-01-01", ageInDays: 13);
        await AddAsync("Older tape", "1989-01-01", ageInDays: 12);

        var page = Render<LibraryPage>();

        Titles(page, "recently-added").Should().Equal("Older tape", "Old tape");
        All(page, "recently-added").Should().Be("./?sort=newest");
    }

    [Fact]
    public async Task Recent_videos_that_the_library_starts_with_anyway_have_no_row()
    {
        foreach (var day in Enumerable.Range(1, 25))
        {
            await AddAsync($"Film {day}", $"2025-01-{day:00}", ageInDays: 26 - day);
        }

        Render<LibraryPage>().FindAll("#recently-added").Should().BeEmpty();
    }

    [Fact]
    public async Task A_small_library_has_no_row_of_recent_videos()
    {
        await AddAsync("Beach", "2025-01-01");
        await AddAsync("Lake", "2025-01-02", ageInDays: 1);

        Render<LibraryPage>().FindAll("#recently-added").Should().BeEmpty();
    }

    [Fact]
    public async Task Favourites_have_a_row()
    {
        await AddAsync("Beach", "2025-01-01", video => video.IsFavourite = true);
        await AddAsync("Lake", "2025-01-02");

        var page = Render<LibraryPage>();

        Titles(page, "favourites").Should().Equal("Beach");
        All(page, "favourites").Should().Be("./?fav=1");
    }

    [Fact]
    public async Task Unfinished_videos_come_first_and_can_be_removed_from_their_row()
    {
        var beach = await AddAsync("Beach", "2025-07-01", video => video.DurationSeconds = 100);
        var lake = await AddAsync("Lake", "2025-07-02", video => video.DurationSeconds = 100);
        await AddAsync("Garden", "2025-07-03");
        await PlayAsync(beach, 25);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await PlayAsync(lake, 0.4);

        var toasts = Render<MudSnackbarProvider>();
        var page = Render<LibraryPage>();

        page.FindAll(".shelf h2")[0].TextContent.Should().Be("Continue watching");
        Titles(page, "continue-watching").Should().Equal("Lake", "Beach");
        All(page, "continue-watching").Should().Be("./?q=is%3Aunfinished");
        Row(page, "continue-watching")
            .QuerySelectorAll(".poster .watched")
            .Select(bar => bar.TextContent)
            .Should()
            .Equal("2 % watched", "25 % watched");

        await page.Find("[aria-label='Remove Lake from Continue watching']").ClickAsync(new());
        await ShowsAsync(page, () => Titles(page, "continue-watching").SequenceEqual(["Beach"]));
        await toasts.FindAll("button").Single(button => button.TextContent == "Undo").ClickAsync(new());
        await ShowsAsync(page, () => Titles(page, "continue-watching").SequenceEqual(["Lake", "Beach"]));

        Clock.Advance(TimeSpan.FromMinutes(1));
        await PlayAsync(beach, 100);
        await ShowsAsync(page, () => Titles(page, "continue-watching").SequenceEqual(["Lake"]));
        page.FindAll(".stage article")
            .Where(card => card.InnerHtml.Contains("title=\"Watched\""))
            .Should()
            .ContainSingle();
    }

    [Theory]
    [InlineData("private")]
    [InlineData("trashed")]
    public async Task Hidden_videos_are_in_no_row(string how)
    {
        await AddAsync(
            "Hidden",
            "2025-07-01",
            video =>
            {
                video.IsFavourite = true;
                video.IsPrivate = how == "private";
                video.TrashedAt = how == "trashed" ? Clock.GetUtcNow() : null;
            }
        );
        await AddAsync("Lake", "2025-01-02");

        Render<LibraryPage>().FindAll(".shelf").Should().BeEmpty();
    }

    [Fact]
    public async Task A_filtered_library_has_no_rows()
    {
        await AddAsync("Beach", "2025-07-01", video => video.IsFavourite = true);
        Get<NavigationManager>().NavigateTo("/?status=ready");

        var page = Render<LibraryPage>();

        page.FindAll(".stage article").Should().ContainSingle();
        page.FindAll(".shelf").Should().BeEmpty();
    }

    private Task<PlaybackOutcome> PlayAsync(Video video, double position) =>
        Get<PlaybackPositions>().SaveAsync(video.Id, new PlaybackReport(position), Ct);

    private Task<Video> AddAsync(string title, string? recorded, Action<Video>? change = null, double ageInDays = 0) =>
        AddVideoAsync(
            title,
            VideoStatus.Ready,
            (video, _) =>
            {
                video.Recorded = recorded is null ? null : RecordingDate.Parse(recorded, TimeZoneInfo.Utc);
                change?.Invoke(video);
            },
            ageInDays
        );

    private static IEnumerable<string> Titles(IRenderedComponent<LibraryPage> page, string row) =>
        Row(page, row).QuerySelectorAll("h3").Select(title => title.TextContent.Trim());

    private static string? All(IRenderedComponent<LibraryPage> page, string row) =>
        Row(page, row).QuerySelector(".head a")!.GetAttribute("href");

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<LibraryPage> page, string row) =>
        page.Find($"section[aria-labelledby={row}]");
}
