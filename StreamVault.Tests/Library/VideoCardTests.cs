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
