using Bunit;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Recording;
using StreamVault.Tests.Components;
using StreamVault.Web.Dates;

namespace StreamVault.Tests.Dates;

public sealed class DateDialogTests : PageFixture
{
    [Fact]
    public async Task A_typed_date_is_shown_as_it_is_understood_and_saved()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var dialogs = Open(video);

        dialogs.Find("input.input").Input("summer 98");
        dialogs.Find(".meaning").TextContent.Trim().Should().BeEmpty();
        Press(dialogs, "Save");
        dialogs.Find("[role=alert]").TextContent.Should().StartWith("Enter a date like");

        dialogs.Find("input.input").Input("summer 1998");
        dialogs.Find(".meaning").TextContent.Trim().Should().Be("Summer 1998");
        dialogs.Find("select[aria-label=Season]").GetAttribute("value").Should().Be("1");
        Press(dialogs, "Save");

        (await DateOfAsync(video)).Should().Be("1998-22");
    }

    [Fact]
    public async Task Chosen_parts_are_written_as_text()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var dialogs = Open(video);

        dialogs.Find("select[aria-label=Precision]").Change("Month");
        dialogs.Find("select[aria-label=Month]").Change("12");
        dialogs.Find("input[aria-label=Year]").Change("1998");
        dialogs.Find("select[aria-label=Certainty]").Change("Before");
        dialogs.Find(".meaning").TextContent.Trim().Should().Be("Before December 1998");
        Press(dialogs, "Save");

        (await DateOfAsync(video)).Should().Be("../1998-11");
    }

    [Fact]
    public async Task The_camera_clock_is_corrected_for_all_videos_and_that_can_be_undone()
    {
        var first = await AddFilmedAsync("First", "2010-01-01 00:10:00");
        var second = await AddFilmedAsync("Second", "2010-01-01 02:10:00");
        var undated = await AddVideoAsync("Undated", VideoStatus.Ready);
        var dialogs = Open(first, second, undated);

        dialogs.FindAll("input[type=radio]")[2].Change(true);
        dialogs.Find("#clock-true").Change("2019-07-04T15:40:00");

        dialogs
            .FindAll(".results li")
            .Select(line => string.Join(' ', line.Children.Select(part => part.TextContent.Trim())))
            .Should()
            .Equal(
                "First 1 January 2010, 00:10 → 4 July 2019, 15:40",
                "Second 1 January 2010, 02:10 → 4 July 2019, 17:40"
            );
        Press(dialogs, "Save");
        (await DateOfAsync(second)).Should().Be("2019-07-04");
        (await DateOfAsync(undated)).Should().BeNull();

        var toast = Get<ISnackbar>().ShownSnackbars.Single();
        toast.Severity.Should().Be(Severity.Normal);
    }

    [Theory]
    [InlineData("1998-12-24", 365, "1999-12-24")]
    [InlineData("1998-12-24~", 1, "1998-12-25~")]
    [InlineData("1998-12", 40, "1998-12")]
    [InlineData("1998", 400, "1998")]
    public async Task Only_dates_that_are_known_to_the_day_move_by_days(string before, int days, string after) =>
        (await ChangedAsync(before, new DateChange.Shift(TimeSpan.FromDays(days)))).Should().Be(after);

    [Theory]
    [InlineData("1998-12-24", 2, "2000-12-24")]
    [InlineData("2000-02-29", 1, "2001-02-28")]
    [InlineData("1998-22~", -10, "1988-22~")]
    [InlineData("1998", 1, "1999")]
    [InlineData("199X", 1, "199X")]
    [InlineData("1998/2001", 1, "1998/2001")]
    [InlineData("1998", -500, "1998")]
    public async Task Days_months_seasons_and_years_move_by_years(string before, int years, string after) =>
        (await ChangedAsync(before, new DateChange.ShiftYears(years))).Should().Be(after);

    [Fact]
    public async Task Undo_restores_the_dates_but_not_of_videos_that_were_changed_since()
    {
        var dates = Get<VideoDates>();
        var first = await AddFilmedAsync("First", "2010-01-01 00:10:00");
        var second = await AddFilmedAsync("Second", "2010-01-01 02:10:00");
        var changed = await dates.ApplyAsync(
            [first.Id, second.Id],
            new DateChange.Set(EdtfDate.Parse("199X", null)),
            Ct
        );
        await Get<VideoLibrary>().SetDateAsync(second.Id, EdtfDate.Parse("1985", null), Ct);

        var restored = await dates.UndoAsync(changed, Ct);

        restored.Should().Be(1);
        (await DateOfAsync(first)).Should().Be("2010-01-01");
        (await DateOfAsync(second)).Should().Be("1985");
    }

    private async Task<string?> ChangedAsync(string before, DateChange change)
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<VideoLibrary>().SetDateAsync(video.Id, EdtfDate.Parse(before, null), Ct);
        await Get<VideoDates>().ApplyAsync([video.Id], change, Ct);
        return await DateOfAsync(video);
    }

    private Task<Video> AddFilmedAsync(string title, string recorded) =>
        AddVideoAsync(
            title,
            VideoStatus.Ready,
            (video, _) => video.Recorded = RecordingDate.Parse(recorded, TimeZoneInfo.Utc)
        );

    private IRenderedComponent<MudDialogProvider> Open(params Video[] videos)
    {
        var dialogs = RenderDialogs();
        _ = dialogs.InvokeAsync(() =>
            DateDialog.ShowAsync(Get<IDialogService>(), [.. videos.Select(video => video.Id)])
        );
        dialogs.WaitForElement("input.input");
        return dialogs;
    }

    private static void Press(IRenderedComponent<MudDialogProvider> dialogs, string button) =>
        dialogs.FindAll("button").First(found => found.TextContent == button).Click();

    private async Task<string?> DateOfAsync(Video video)
    {
        await using var database = await Get<IDbContextFactory<StreamVaultDbContext>>().CreateDbContextAsync(Ct);
        return (await database.Videos.SingleAsync(found => found.Id == video.Id, Ct)).Date?.Text;
    }
}
