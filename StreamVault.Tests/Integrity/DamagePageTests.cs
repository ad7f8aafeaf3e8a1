using Bunit;
using StreamVault.Core.Entities;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;
using StreamVault.Web.Watch;

namespace StreamVault.Tests.Integrity;

public sealed class DamagePageTests : PageFixture
{
    [Fact]
    public async Task The_watch_page_says_what_is_damaged_since_when_and_what_to_do()
    {
        var video = await AddDamagedAsync();

        var page = Render<WatchPage>(page => page.Add(p => p.Id, video.Id.ToString()));

        page.Find(".damage")
            .TextContent.Should()
            .Contain("Damaged since")
            .And.Contain("Segment 4 of 720p is missing and the key has changed.")
            .And.Contain("upload the video again");
    }

    [Fact]
    public async Task A_card_says_that_its_video_is_damaged()
    {
        var video = await AddDamagedAsync();

        var card = Render<VideoCard>(card => card.Add(c => c.Video, video));

        card.Find(".damaged").TextContent.Should().Be("Damaged");
        card.Find(".damaged").GetAttribute("title").Should().Contain("Segment 4 of 720p is missing");
    }

    [Fact]
    public async Task Check_now_reads_all_files_and_updates_the_mark()
    {
        var video = await AddDamagedAsync();
        var page = Render<WatchPage>(page => page.Add(p => p.Id, video.Id.ToString()));

        await page.FindAll("button").Single(button => button.TextContent == "Check now").ClickAsync(new());

        // The video has no files.
        await ShowsAsync(page, ".damage", "the main playlist is missing");
        page.Markup.Should().NotContain("Never");
    }

    private Task<Video> AddDamagedAsync() =>
        AddVideoAsync(
            "Beach",
            VideoStatus.Ready,
            (video, _) =>
                video.Damage = new VideoDamage(
                    Clock.GetUtcNow(),
                    [new DamagedFile("720p_003.ts", DamageKind.Missing), new DamagedFile("key", DamageKind.Changed)]
                )
        );
}
