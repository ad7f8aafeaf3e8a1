using Bunit;
using StreamVault.Core.Entities;
using StreamVault.Core.Trash;
using StreamVault.Tests.Components;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Settings;

namespace StreamVault.Tests.Settings;

public sealed class TrashSettingTests : PageFixture
{
    [Fact]
    public async Task The_choice_is_saved_immediately_and_shown_everywhere()
    {
        var panel = Render<TrashSetting>();
        var elsewhere = Render<TrashSetting>();
        panel.Find("#trash-days").GetAttribute("value").Should().Be("30");

        panel.Find("#trash-days").Change("365");
        await ShowsAsync(panel, () => panel.Find("[role=status]").TextContent == "Saved.");
        (await Get<TrashPeriod>().DaysAsync(Ct)).Should().Be(365);
        panel.FindAll("input[type=radio]")[1].Change(true);

        await Until.TrueAsync(async () => await Get<TrashPeriod>().DaysAsync(Ct) is null);
        await ShowsAsync(elsewhere, () => elsewhere.FindAll("#trash-days").Count == 0);
        panel.FindAll("input[type=radio]")[0].Change(true);
        await Until.TrueAsync(async () => await Get<TrashPeriod>().DaysAsync(Ct) == 365);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("366")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("")]
    public async Task Another_number_is_refused(string typed)
    {
        var panel = Render<TrashSetting>();

        panel.Find("#trash-days").Change(typed);

        panel.Find("[role=alert]").TextContent.Should().Be("Enter a number of days from 1 to 365.");
        (await Get<TrashPeriod>().DaysAsync(Ct)).Should().Be(30);
    }

    [Fact]
    public async Task Asks_before_a_shorter_time_deletes_videos()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<VideoTrash>().MoveAsync([video.Id], Ct);
        Clock.Advance(TimeSpan.FromDays(8));
        var dialogs = RenderDialogs();
        var panel = Render<TrashSetting>();

        var asked = panel.Find("#trash-days").ChangeAsync(new() { Value = "7" });
        await ShowsAsync(panel, () => dialogs.Markup.Contains("more than 7 days"));
        (await Get<TrashPeriod>().DaysAsync(Ct)).Should().Be(30, "nothing was confirmed yet");
        await dialogs.FindAll("button").Single(button => button.TextContent == "Cancel").ClickAsync(new());
        await asked;
        (await Get<TrashPeriod>().DaysAsync(Ct)).Should().Be(30);
        panel.Find("#trash-days").GetAttribute("value").Should().Be("30");

        panel.Find("#trash-days").Change("9");
        (await Get<TrashPeriod>().DaysAsync(Ct)).Should().Be(9, "it deletes nothing yet");
    }
}
