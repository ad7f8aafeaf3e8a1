using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>A video that can't be prepared shows why, keeps its file, and can be retried.</summary>
[Collection(Browser.OwnServer)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class FailureScenarioTests(Browser browser)
{
    [Fact]
    public async Task A_failed_video_shows_the_reason_and_the_log_and_can_be_retried()
    {
        using var programs = new TemporaryFolder();
        var ffmpeg = programs.At("ffmpeg");
        await BreakAsync(ffmpeg);
        await using var server = await ServerProcess.StartAsync(
            ("StreamVault:Ffmpeg:Path", ffmpeg),
            ("StreamVault:Encoding:MaxAttempts", "1")
        );
        var owner = await server.SignInAsync();
        var video = await owner.UploadAsync(await Clips.SmallAsync(), "A video that can't be encoded");
        await Until.TrueAsync(async () => (await owner.VideoAsync(video.Id)).Status == "failed", Until.Encoded);
        var reason = (await owner.JobAsync(video.Id)).ErrorMessage!;

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.SignInAsync();
                await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Needs attention") }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("A video that can't be encoded");
                await page.OpenAsync(StreamVaultUrls.Activity);
                await Expect(page.GetByText(reason)).ToBeVisibleAsync();
                await page.GetByText("The end of the log").ClickAsync();
                await Expect(page.GetByText(LastWords)).ToBeVisibleAsync();

                File.Delete(ffmpeg);
                File.CreateSymbolicLink(ffmpeg, RunProgram.Find("ffmpeg")!);
                await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();

                var finished = page.GetByRole(AriaRole.Region, new() { Name = "Finished" });
                await Expect(finished.GetByText("A video that can't be encoded"))
                    .ToBeVisibleAsync(new() { Timeout = (float)Until.Encoded.TotalMilliseconds });
            }
        );

        (await owner.VideoAsync(video.Id)).Status.Should().Be("ready");
    }

    private const string LastWords = "x264 [error]: malloc of size 3133440 failed";

    // An FFmpeg that reports its version and capabilities, but fails to encode.
    private static async Task BreakAsync(string path)
    {
        await File.WriteAllTextAsync(
            path,
            $"""
            #!/bin/sh
            case "$*" in
              *-progress*) echo '{LastWords}' >&2; exit 1 ;;
              *) exec ffmpeg "$@" ;;
            esac

            """
        );
        (await RunProgram.Async("chmod", "+x", path)).Succeeded();
    }
}
