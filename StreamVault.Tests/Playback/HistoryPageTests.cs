using Bunit;
using StreamVault.Core.Entities;
using StreamVault.Core.Playback;
using StreamVault.Tests.Components;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Playback;

namespace StreamVault.Tests.Playback;

public sealed class HistoryPageTests : PageFixture
{
    [Fact]
    public async Task Plays_are_listed_by_day_with_statistics()
    {
        var (beach, garden) = (await AddAsync("Beach"), await AddAsync("Garden"));
        await PlayAsync(beach, 100, 90);
        Clock.Advance(TimeSpan.FromDays(1));
        await PlayAsync(garden, 65, 5);

        var page = Render<HistoryPage>();

        page.FindAll("section > h2")
            .Select(heading => heading.TextContent)
            .Should()
            .Equal("Statistics", "2 Jul 2026", "1 Jul 2026");
        page.FindAll("ul li p")
            .Select(Text)
            .Should()
            .Equal("11:59 · Watched 5 seconds, stopped at 1:05", "11:58 · Watched to the end");
        page.Find("dd").TextContent.Should().Be("1 minute 35 seconds in 2 videos, played 2 times");
        page.FindAll("ol h4").Select(title => title.TextContent).Should().Equal("Beach", "Garden");
    }

    [Fact]
    public async Task The_total_is_shown_once_until_there_are_two_years()
    {
        await PlayAsync(await AddAsync("Beach"), 100, 90);
        Render<HistoryPage>().FindAll("dt").Select(Text).Should().Equal("In total");

        Clock.Advance(TimeSpan.FromDays(365));

        Render<HistoryPage>().FindAll("dt").Select(Text).Should().Equal("This year", "In total");
    }

    [Fact]
    public async Task The_history_can_be_switched_off_and_cleared()
    {
        await PlayAsync(await AddAsync("Beach"), 50, 10);
        var dialogs = RenderDialogs();
        var page = Render<HistoryPage>();

        page.Find("input[type=checkbox]").Change(false);
        await Until.TrueAsync(async () => !await Get<PlayHistory>().IsEnabledAsync(Ct));
        var asked = page.Find(".clear").ClickAsync(new());
        await ShowsAsync(page, () => dialogs.Markup.Contains("Clear the history?"));
        await dialogs.FindAll("button").Single(button => button.TextContent == "Clear history").ClickAsync(new());
        await asked;

        await ShowsAsync(page, () => page.Markup.Contains("The history is off"));
        (await Get<PlayHistory>().ListAsync(0, 10, true, Ct)).Total.Should().Be(0);
    }

    [Fact]
    public void An_empty_history_says_so() => Render<HistoryPage>().Markup.Should().Contain("Nothing watched yet");

    private static string Text(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<VideoId> AddAsync(string title) =>
        (await AddVideoAsync(title, VideoStatus.Ready, (video, _) => video.DurationSeconds = 100)).Id;

    private Task<PlaybackOutcome> PlayAsync(VideoId id, double position, double played) =>
        Get<PlaybackPositions>().SaveAsync(id, new PlaybackReport(position, played), Ct);
}
