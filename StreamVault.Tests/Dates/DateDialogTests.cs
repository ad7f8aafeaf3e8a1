using Bunit;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using StreamVault.Core.Entities;
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
        dialogs.Find("form").Submit();
        dialogs.Find("[role=alert]").TextContent.Should().StartWith("Enter a date like");

        dialogs.Find("input.input").Input("summer 1998");
        dialogs.Find(".meaning").TextContent.Trim().Should().Be("Summer 1998");
        dialogs.Find("select[aria-label=Season]").GetAttribute("value").Should().Be("1");
        dialogs.Find("form").Submit();

        (await DateOfAsync(video)).Should().Be("1998-22");
    }

    [Theory]
    [InlineData("about 1975", "1975~")]
    [InlineData("24 Dec 1998", "1998-12-24")]
    public async Task Enter_saves(string typed, string saved)
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var dialogs = Open(video);

        dialogs.Find("input.input").Input(typed);
        await dialogs.Find("form").SubmitAsync();

        (await DateOfAsync(video)).Should().Be(saved);
        dialogs.FindAll("input.input").Should().BeEmpty("the dialog is closed");
    }

    [Fact]
    public async Task Enter_in_an_empty_field_removes_no_dates_of_several_videos()
    {
        var (first, second) = (await AddFilmedAsync("One", "2010-01-01"), await AddFilmedAsync("Two", "2011-01-01"));
        var dialogs = Open(first, second);

        await dialogs.Find("form").SubmitAsync();

        (await DateOfAsync(first)).Should().Be("2010-01-01");
    }

    [Fact]
    public async Task Examples_are_always_shown_and_an_unknown_date_is_explained_after_a_pause()
    {
        var dialogs = Open(await AddFilmedAsync("Beach", "2010-01-01"));
        Hint(dialogs).Should().Contain("1998").And.Contain("summer 1998").And.Contain("about 1975");

        dialogs.Find("input.input").Input("summre 1998");
        Fault(dialogs).Should().BeEmpty("the user is still typing");
        Clock.Advance(TimeSpan.FromSeconds(1));

        dialogs.WaitForAssertion(() => Fault(dialogs).Should().StartWith("Enter a date like"));
        Hint(dialogs).Should().Contain("summer 1998");
        dialogs.Find("input.input").Input("summer 1998");
        Fault(dialogs).Should().BeEmpty();
        Clock.Advance(TimeSpan.FromSeconds(1));
        Fault(dialogs).Should().BeEmpty();
    }

    [Fact]
    public async Task The_modification_date_of_the_file_is_offered_but_not_as_text_to_correct()
    {
        var video = await AddVideoAsync(
            "Tape",
            VideoStatus.Ready,
            (video, _) =>
                video.Recorded = RecordingDate.Parse("2026-06-01 01:40:02", TimeZoneInfo.Utc)! with
                {
                    From = RecordingDateSource.FileModified,
                }
        );
        var dialogs = Open(video);

        dialogs.Find("input.input").GetAttribute("value").Should().BeNullOrEmpty();
        dialogs
            .Find(".meaning")
            .TextContent.Trim()
            .Should()
            .Be("Leave it empty to keep the file's modification date: 1 June 2026, 01:40");
        await dialogs.Find("form").SubmitAsync();
        (await DateOfAsync(video)).Should().Be("2026-06-01");
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
        dialogs.Find("form").Submit();

        (await DateOfAsync(video)).Should().Be("../1998-11");
    }

    [Fact]
    public async Task The_camera_clock_is_corrected_for_all_videos_and_that_can_be_undone()
    {
        var first = await AddFilmedAsync("First", "2010-01-01 00:10:00");
        var second = await AddFilmedAsync("Second", "2010-01-01 02:10:00");
        var undated = await AddVideoAsync("Undated", VideoStatus.Ready);
        var summer = await AddDatedAsync("Summer", "1998-22");
        var dialogs = Open(first, second, undated, summer);

        Choose(dialogs, "The camera's clock was wrong");
        dialogs.Find("#clock-true").Change("2019-07-04T15:40:00");

        Results(dialogs)
            .Should()
            .Equal(
                "First 1 January 2010, 00:10 → 4 July 2019, 15:40",
                "Second 1 January 2010, 02:10 → 4 July 2019, 17:40"
            );
        dialogs.Find("form").Submit();
        (await DateOfAsync(second)).Should().Be("2019-07-04");
        (await DateOfAsync(undated)).Should().BeNull();

        var toast = Get<ISnackbar>().ShownSnackbars.Single();
        toast.Severity.Should().Be(Severity.Normal);
    }

    [Fact]
    public async Task A_negative_number_moves_dates_earlier_and_the_preview_is_what_is_saved()
    {
        var tape = await AddFilmedAsync("Tape", "2010-01-01 02:10:00");
        var garden = await AddDatedAsync("Garden", "1998-12");
        var dialogs = Open(tape, garden);

        Choose(dialogs, "Move");
        dialogs.Find("#move-amount").Input("-3");
        Results(dialogs).Should().Equal("Tape 1 January 2010, 02:10 → 31 December 2009, 23:10");
        dialogs.Find("#move-hint").TextContent.Should().Be("Moves dates 3 hours earlier.");
        dialogs.Find("select[aria-label=Unit]").Change("days");
        dialogs.Find("#move-amount").Input("+40");
        Results(dialogs)
            .Should()
            .Equal("Garden December 1998 → January 1999", "Tape 1 January 2010, 02:10 → 10 February 2010, 02:10");
        dialogs.Find("select[aria-label=Unit]").Change("years");
        dialogs.Find("#move-amount").Input("−1");
        var shown = Results(dialogs);
        dialogs.Find("form").Submit();

        shown
            .Should()
            .Equal("Garden December 1998 → December 1997", "Tape 1 January 2010, 02:10 → 1 January 2009, 02:10");
        (await DateOfAsync(garden), await DateOfAsync(tape)).Should().Be(("1997-12", "2009-01-01"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("3.5")]
    [InlineData("99999999")]
    public async Task A_text_that_is_no_number_moves_nothing(string typed)
    {
        var dialogs = Open(await AddFilmedAsync("One", "2010-01-01 02:10:00"), await AddDatedAsync("Two", "1998"));

        Choose(dialogs, "Move");
        dialogs.Find("#move-amount").Input(typed);

        Results(dialogs).Should().BeEmpty();
        dialogs.Find("#move-hint").TextContent.Should().Be("Enter a whole number, like 3 or −3.");
        Save(dialogs).HasAttribute("disabled").Should().BeTrue();
    }

    [Fact]
    public async Task Dates_are_not_moved_into_the_future()
    {
        var late = await AddFilmedAsync("Late", "2026-06-30 12:00:00");
        var dialogs = Open(late, await AddDatedAsync("Old", "1998"));

        Choose(dialogs, "Move");
        dialogs.Find("select[aria-label=Unit]").Change("years");
        dialogs.Find("#move-amount").Input("1");

        dialogs.Find("section [role=alert]").TextContent.Should().Be("“Late” can't be moved into the future.");
        dialogs.Find("section [role=status]").TextContent.Should().Be("No dates change.");
        Save(dialogs).HasAttribute("disabled").Should().BeTrue();
    }

    [Fact]
    public async Task A_clock_that_is_right_changes_no_date()
    {
        var dialogs = Open(await AddFilmedAsync("One", "2010-01-01 02:10:00"), await AddDatedAsync("Two", "1998"));

        Choose(dialogs, "The camera's clock was wrong");

        Results(dialogs).Should().BeEmpty();
        dialogs.Find("section [role=status]").TextContent.Should().Be("No dates change.");
        dialogs.Find("#clock-true").Change("2010-01-01T02:10:07");
        Results(dialogs).Should().Equal("One 2010-01-01 02:10:00 → 2010-01-01 02:10:07");
    }

    [Fact]
    public async Task Without_a_date_nothing_is_preset()
    {
        var dialogs = Open(await AddVideoAsync("Beach", VideoStatus.Ready));

        dialogs.Find("input[type=date]").GetAttribute("value").Should().BeNullOrEmpty();
        dialogs.Find("select[aria-label=Precision]").Change("Season");
        dialogs.Find("select[aria-label=Season]").GetAttribute("value").Should().BeEmpty();
        dialogs.Find("input[aria-label=Year]").GetAttribute("value").Should().BeNullOrEmpty();
        dialogs.Find("select[aria-label=Season]").Change("1");
        dialogs.Find(".meaning").TextContent.Trim().Should().BeEmpty("the year is missing");
        dialogs.Find("input[aria-label=Year]").Change("1998");
        dialogs.Find(".meaning").TextContent.Trim().Should().Be("Summer 1998");
    }

    [Fact]
    public async Task Removing_the_entered_date_says_which_one_comes_back()
    {
        var video = await AddDatedAsync("Beach", "1998");
        var saved = Open(video);
        saved.Find("input.input").Input("Christmas 1997");
        saved.Find("form").Submit();

        var dialogs = Open(video);
        dialogs.Find("input[type=date]").GetAttribute("value").Should().Be("1997-12-25");
        dialogs.Find("input.input").Input("");
        dialogs
            .Find(".meaning")
            .TextContent.Trim()
            .Should()
            .Be("The date from the name of the folder comes back: 1998");
        dialogs.Find("form").Submit();

        (await DateOfAsync(video)).Should().Be("1998");
    }

    [Theory]
    [InlineData("mid 1990s")]
    [InlineData("the early '80s")]
    public async Task A_part_of_a_decade_is_refused_with_what_to_enter_instead(string typed)
    {
        var dialogs = Open(await AddVideoAsync("Beach", VideoStatus.Ready));

        dialogs.Find("input.input").Input(typed);
        dialogs.Find("form").Submit();

        dialogs
            .Find("[role=alert]")
            .TextContent.Should()
            .Contain("Enter the whole decade (1990s), or years (1994 to 1996).");
    }

    // As from the name of its folder.
    private Task<Video> AddDatedAsync(string title, string date) =>
        AddVideoAsync(title, VideoStatus.Ready, (video, _) => video.ApproximateDate = EdtfDate.Parse(date, null));

    private static void Choose(IRenderedComponent<MudDialogProvider> dialogs, string mode) =>
        dialogs.FindAll(".modes label").Single(label => label.TextContent.Trim() == mode).Children[0].Change(true);

    private static string[] Results(IRenderedComponent<MudDialogProvider> dialogs) =>
        [
            .. dialogs
                .FindAll(".results li")
                .Select(line => string.Join(' ', line.Children.Select(part => part.TextContent.Trim()))),
        ];

    private static AngleSharp.Dom.IElement Save(IRenderedComponent<MudDialogProvider> dialogs) =>
        dialogs.FindAll("button").Single(found => found.TextContent == "Save");

    private Task<Video> AddFilmedAsync(string title, string recorded) =>
        AddVideoAsync(
            title,
            VideoStatus.Ready,
            (video, _) => video.Recorded = RecordingDate.Parse(recorded, TimeZoneInfo.Utc)
        );

    private static string Hint(IRenderedComponent<MudDialogProvider> dialogs) =>
        dialogs.Find("[id$=-hint]").TextContent;

    private static string Fault(IRenderedComponent<MudDialogProvider> dialogs) =>
        dialogs.Find("[id$=-error]").TextContent;

    private IRenderedComponent<MudDialogProvider> Open(params Video[] videos)
    {
        var dialogs = RenderDialogs();
        _ = dialogs.InvokeAsync(() =>
            DateDialog.ShowAsync(Get<IDialogService>(), [.. videos.Select(video => video.Id)])
        );
        dialogs.WaitForElement("input.input");
        return dialogs;
    }

    private async Task<string?> DateOfAsync(Video video)
    {
        await using var database = await Get<IDbContextFactory<StreamVaultDbContext>>().CreateDbContextAsync(Ct);
        return (await database.Videos.SingleAsync(found => found.Id == video.Id, Ct)).Date?.Text;
    }
}
