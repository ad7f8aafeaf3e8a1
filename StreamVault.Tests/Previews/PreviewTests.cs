using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Previews;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Previews;

[Trait(Tier.Name, Tier.Media)]
public sealed class PreviewTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(60)]
    public async Task A_ready_video_gets_a_moving_preview_of_eight_different_frames(int seconds)
    {
        await using var app = new StreamVaultApp
        {
            Workers = 1,
            Settings =
            {
                ["StreamVault:Previews:Enabled"] = "true",
                ["StreamVault:Encoding:QuietBeforeIdle"] = "00:00:00",
            },
        };
        using var client = await app.SignInAsync();
        var video = await client.UploadAsync(await Clips.MakeAsync(new Clip(Seconds: seconds)), "Beach");
        await client.ReadyAsync(video.Id);

        var image = await Until.GotAsync(
            async () =>
            {
                using var answer = await client.GetAsync($"{StreamVaultUrls.ApiVideos}/{video.Id}/preview.jpg");
                return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsByteArrayAsync() : null;
            },
            Until.Encoded
        );

        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.At("preview.jpg"), image);
        var frames = await RunProgram.Async(
            "ffmpeg",
            "-v",
            "error",
            "-i",
            folder.At("preview.jpg"),
            "-vf",
            "untile=8x1",
            "-f",
            "framemd5",
            "-"
        );
        var lines = frames.Output.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
        lines.Should().HaveCount(8);
        lines.Select(line => line.Split(',')[^1]).Distinct().Should().HaveCount(8, "each frame shows another moment");
        frames.Output.Should().Contain("320x180");
        app.Logs.AssertNoErrorsLogged();
    }

    [Theory]
    [InlineData("640x360", 60, 15, 4, 160, 90)]
    [InlineData("360x640", 5, 5, 1, 90, 160)]
    public async Task Seek_previews_show_the_video_at_regular_moments(
        string size,
        int seconds,
        int count,
        double interval,
        int width,
        int height
    )
    {
        // It gets brighter from black to white, so that the brightness of a frame tells its time.
        var clip = await Clips.MakeAsync(
            $"brighter-{size}-{seconds}s.mp4",
            ["-f", "lavfi", "-i", $"color=white:size={size}:rate=25:duration={seconds},fade=in:duration={seconds}"]
        );
        await using var app = new StreamVaultApp { Workers = 1 };
        using var client = await app.SignInAsync();
        var uploaded = await client.UploadAsync(clip, "Sunrise");
        await client.ReadyAsync(uploaded.Id);
        var url = $"{StreamVaultUrls.ApiVideos}/{uploaded.Id}/seek-previews";
        (await client.GetAsync(url)).StatusCode.Should().Be(HttpStatusCode.NotFound, "they were not made yet");

        await RunAsync<SeekPreviewHandler>(app, new VideoId(uploaded.Id));

        var previews = (await client.GetFromJsonAsync<SeekPreviewsJson>(url))!;
        previews
            .Should()
            .BeEquivalentTo(
                new
                {
                    Count = count,
                    Columns = 10,
                    Rows = 5,
                    Width = width,
                    Height = height,
                }
            );
        previews.IntervalSeconds.Should().BeApproximately(interval, 0.01);
        var brightness = await BrightnessAsync(client, previews);
        for (var frame = 0; frame < count; frame++)
        {
            (brightness[frame] / 255.0 * seconds).Should().BeApproximately(frame * interval, 0.06 * seconds + 0.1);
        }

        var token = await client.MakeTokenAsync(uploaded.Id);
        using var guest = app.CreateClient();
        (await guest.GetAsync(previews.Images[0])).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        var shared = (await guest.GetFromJsonAsync<SeekPreviewsJson>($"{url}?token={token.Token}"))!;
        (await guest.GetAsync(shared.Images[0])).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.GetAsync($"{url}/2.jpg")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        app.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Previews_are_not_checked_for_damage_and_a_missing_sheet_is_made_again()
    {
        await using var app = new StreamVaultApp { Workers = 1 };
        using var client = await app.SignInAsync();
        var uploaded = await client.UploadAsync(await Clips.SmallAsync(), "Beach");
        await client.ReadyAsync(uploaded.Id);
        var (id, storage) = (new VideoId(uploaded.Id), app.Services.GetRequiredService<VaultStorage>());
        await RunAsync<SeekPreviewHandler>(app, id);
        File.Delete(storage.SeekPreviewSheetPath(id, 1));

        using var check = await client.PostAsync($"{StreamVaultUrls.ApiVideos}/{uploaded.Id}/check", null);
        (await check.Content.ReadAsStringAsync()).Should().NotContain("seek-previews");
        await RunAsync<SeekPreviewHandler>(app, id);

        File.Exists(storage.SeekPreviewSheetPath(id, 1)).Should().BeTrue();
    }

    [Fact]
    public async Task The_end_of_an_encode_only_delays_a_preview()
    {
        await using var app = new StreamVaultApp { Workers = 1 };
        using var client = await app.SignInAsync();
        var uploaded = await client.UploadAsync(await Clips.MakeAsync(new Clip(Seconds: 60)), "Beach");
        await client.ReadyAsync(uploaded.Id);
        var (id, storage) = (new VideoId(uploaded.Id), app.Services.GetRequiredService<VaultStorage>());
        await Until.TrueAsync(() => !Directory.Exists(storage.WorkFolder(id)));

        var interrupted = RunAsync<PreviewHandler>(app, id);
        await Until.TrueAsync(() => Directory.Exists(storage.WorkFolder(id)));
        storage.RemoveWork(id);

        (await interrupted).Should().BeOfType<BackgroundOutcome.Yielded>();
        (await RunAsync<PreviewHandler>(app, id)).Should().BeOfType<BackgroundOutcome.Done>();
        File.Exists(storage.PreviewPath(id)).Should().BeTrue();
    }

    private static Task<BackgroundOutcome> RunAsync<THandler>(StreamVaultApp app, VideoId video)
        where THandler : IBackgroundHandler =>
        app
            .Services.GetServices<IBackgroundHandler>()
            .OfType<THandler>()
            .Single()
            .RunAsync(new BackgroundRun(video, _ => Task.FromResult(true)), CancellationToken.None);

    // The mean brightness of each frame of the first sheet.
    private static async Task<byte[]> BrightnessAsync(HttpClient client, SeekPreviewsJson previews)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.At("sheet.jpg"), await client.GetByteArrayAsync(previews.Images[0]));
        string[] untile = ["-vf", $"untile={previews.Columns}x{previews.Rows},scale=1:1:flags=area,format=gray"];
        var result = await RunProgram.Async(
            "ffmpeg",
            ["-v", "error", "-i", folder.At("sheet.jpg"), .. untile, "-f", "rawvideo", folder.At("gray.raw")]
        );
        result.Succeeded();
        return await File.ReadAllBytesAsync(folder.At("gray.raw"));
    }

    private sealed record SeekPreviewsJson(
        double IntervalSeconds,
        int Width,
        int Height,
        int Columns,
        int Rows,
        int Count,
        IReadOnlyList<string> Images
    );
}
