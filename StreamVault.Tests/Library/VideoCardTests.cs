using Bunit;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

public sealed class VideoCardTests : PageFixture
{
    [Fact]
    public async Task The_date_filmed_is_preferred_and_labelled()
    {
        var video = await AddVideoAsync(
            "Beach",
            VideoStatus.Ready,
            (video, _) => video.Recorded = RecordingDate.Parse("1998-05-12", TimeZoneInfo.Utc)
        );

        DateOn(Render<VideoCard>(card => card.Add(c => c.Video, video))).Should().Be("Filmed 12 May 1998");
    }

    [Theory]
    [InlineData("1985~", "Filmed about 1985")]
    [InlineData("../1984", "Filmed before 1985")]
    [InlineData("1998-22", "Filmed summer 1998")]
    [InlineData("1998-12", "Filmed December 1998")]
    [InlineData("198X", "Filmed 1980s")]
    public async Task A_less_exact_date_is_written_as_part_of_the_sentence(string date, string shown)
    {
        var video = await AddVideoAsync(
            "Beach",
            VideoStatus.Ready,
            (video, _) => video.ApproximateDate = EdtfDate.Parse(date, null)
        );

        Render<VideoCard>(card => card.Add(c => c.Video, video)).Find(".date").TextContent.Should().Be(shown);
    }

    [Fact]
    public async Task The_modification_date_of_the_file_is_not_called_the_date_filmed()
    {
        var video = await AddVideoAsync(
            "Tape",
            VideoStatus.Ready,
            (video, _) =>
                video.Recorded = RecordingDate.Parse("2026-06-01", TimeZoneInfo.Utc)! with
                {
                    From = RecordingDateSource.FileModified,
                }
        );

        var card = Render<VideoCard>(card => card.Add(c => c.Video, video));

        card.Find(".date").TextContent.Trim().Should().Be("File dated 1 June 2026");
        card.Find(".date [title]").GetAttribute("title").Should().Contain("may have been filmed earlier");
    }

    [Fact]
    public async Task Without_a_date_filmed_the_card_shows_the_date_added()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);

        DateOn(Render<VideoCard>(card => card.Add(c => c.Video, video))).Should().Be("Added 1 Jul 2026");
    }

    [Fact]
    public async Task In_a_list_a_warning_has_no_separate_column()
    {
        var plain = await AddVideoAsync("Beach", VideoStatus.Ready);
        var warned = await AddVideoAsync("Lake", VideoStatus.Ready, (video, _) => video.Warning = "It ends early.");

        Columns(warned).Should().Be(Columns(plain));
    }

    private int Columns(Video video) =>
        Render<VideoCard>(card => card.Add(c => c.Video, video).Add(c => c.AsList, true))
            .Find(".facts-line")
            .ChildElementCount;

    private static string DateOn(IRenderedComponent<VideoCard> card) =>
        card.Find("time").ParentElement!.TextContent.Trim();
}
