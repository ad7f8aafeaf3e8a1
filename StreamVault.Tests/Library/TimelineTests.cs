using Bunit;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

/// <summary>The library in the order of dates filmed.</summary>
public sealed class TimelineTests : PageFixture
{
    [Fact]
    public async Task The_latest_date_filmed_comes_first_and_undated_videos_last()
    {
        await AddFilmAsync("Morning in Lisbon", "2019-07-02 08:00:00 +01:00");
        await AddVideoAsync("Undated");
        await AddFilmAsync("After midnight in Tokyo", "2019-08-01 00:10:00 +09:00");
        await AddFilmAsync("Long ago", "1999-12-24");
        await AddFilmAsync("Evening in Lisbon", "2019-07-31 23:50:00 +01:00");

        var page = Render<LibraryPage>();

        page.FindAll(".stage article h3")
            .Select(title => title.TextContent.Trim())
            .Should()
            .Equal("After midnight in Tokyo", "Evening in Lisbon", "Morning in Lisbon", "Long ago", "Undated");
        page.FindAll("h2.month")
            .Select(heading => heading.TextContent)
            .Should()
            .Equal("August 2019 1", "July 2019 2", "December 1999 1", "Unknown date 1");
    }

    [Fact]
    public async Task Short_months_share_a_grid_and_a_long_month_has_its_own()
    {
        await AddFilmsAsync("2019-08", 2);
        await AddFilmsAsync("2019-07", 3);
        await AddFilmsAsync("2019-06", 12);
        await AddFilmsAsync("2019-05", 1);

        var page = Render<LibraryPage>();

        page.FindAll(".stage > section")
            .Select(section => string.Join(", ", section.QuerySelectorAll("h2").Select(month => month.TextContent)))
            .Should()
            .Equal("August 2019 2, July 2019 3", "June 2019 12", "May 2019 1");
        page.FindAll("ul.shared > li").Should().HaveCount(5);
        page.FindAll("ul.shared > li > h2").Should().HaveCount(2, "only the first card of a month has a heading");
    }

    [Fact]
    public async Task In_a_list_every_month_has_its_own_heading()
    {
        await AddFilmsAsync("2019-08", 2);
        await AddFilmsAsync("2019-07", 3);
        Get<NavigationManager>().NavigateTo("/?view=list");

        Render<LibraryPage>().FindAll(".stage > section > h2").Should().HaveCount(2);
    }

    [Fact]
    public async Task The_scrubber_knows_each_month_and_has_a_label_for_each_year()
    {
        await AddFilmsAsync("2019-08", 2);
        await AddFilmsAsync("2019-07", 3);
        await AddFilmsAsync("1999-12", 4);
        await AddVideoAsync("Undated");

        var page = Render<LibraryPage>();

        page.FindAll(".scrubber .tick")
            .Select(tick => (tick.TextContent, tick.GetAttribute("data-start")))
            .Should()
            .Equal(("2019", "0"), ("1999", "5"));
        page.Find(".scrubber")
            .GetAttribute("data-groups")!
            .Split(';')
            .Should()
            .Equal(
                "0,d2019088,2019,August 2019",
                "2,d2019078,2019,July 2019",
                "5,d1999128,1999,December 1999",
                "9,undated,,Unknown date"
            );
        page.Find(".scrubber [role=slider]").GetAttribute("aria-valuetext").Should().Be("August 2019");
    }

    [Fact]
    public async Task Other_orders_have_neither_months_nor_a_scrubber()
    {
        await AddFilmsAsync("2019-08", 2);
        await AddFilmsAsync("2019-07", 3);
        Get<NavigationManager>().NavigateTo("/?sort=newest");

        var page = Render<LibraryPage>();

        page.FindAll("h2.month").Should().BeEmpty();
        page.FindAll(".scrubber").Should().BeEmpty();
    }

    [Fact]
    public async Task Titles_are_sorted_in_natural_order()
    {
        foreach (var title in (string[])["Tape 10", "Tape 2", "Ärger", "Zoo", "Anna"])
        {
            await AddVideoAsync(title);
        }

        Get<NavigationManager>().NavigateTo("/?sort=title");

        Render<LibraryPage>()
            .FindAll(".stage article h3")
            .Select(title => title.TextContent.Trim())
            .Should()
            .Equal("Anna", "Ärger", "Tape 2", "Tape 10", "Zoo");
    }

    private async Task AddFilmsAsync(string month, int count)
    {
        foreach (var day in Enumerable.Range(1, count))
        {
            await AddFilmAsync($"{month} {day}", $"{month}-{day:00}");
        }
    }

    private Task<Video> AddFilmAsync(string title, string recorded) =>
        AddVideoAsync(title, change: (video, _) => video.Recorded = RecordingDate.Parse(recorded, TimeZoneInfo.Utc));
}
