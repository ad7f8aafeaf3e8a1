using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Without FFmpeg the server starts, reports that it is missing, and keeps uploads until it is installed.</summary>
[Collection(Browser.OwnServer)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class MissingFfmpegTests(Browser browser)
{
    [Fact]
    public async Task Jobs_wait_while_FFmpeg_is_missing_and_continue_once_it_is_installed()
    {
        using var programs = new TemporaryFolder();
        await using var server = await ServerProcess.StartAsync(
            ("StreamVault:Ffmpeg:Path", programs.At("ffmpeg")),
            ("StreamVault:Ffmpeg:ProbePath", programs.At("ffprobe")),
            ("StreamVault:Encoding:PollingInterval", "00:00:00.200")
        );
        var owner = await server.SignInAsync();

        var video = await owner.UploadAsync(await Clips.SmallAsync());

        server.Log.Should().Contain("install", "the log names the command that installs FFmpeg");
        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.SignInAsync();
                await page.GotoAsync(StreamVaultUrls.Library);
                await Assertions.Expect(page.GetByText("New videos wait")).ToBeVisibleAsync();
                await Assertions.Expect(page.GetByText("install ffmpeg")).ToBeVisibleAsync();
            }
        );
        var job = await owner.JobAsync(video.Id);
        job.Status.Should().Be("queued");
        job.Attempts.Should().Be(0);

        File.CreateSymbolicLink(programs.At("ffprobe"), RunProgram.Find("ffprobe")!);
        File.CreateSymbolicLink(programs.At("ffmpeg"), RunProgram.Find("ffmpeg")!);

        await owner.ReadyAsync(video.Id);
        server.AssertNoErrorsLogged();
    }
}
