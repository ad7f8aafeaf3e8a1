using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Previews;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Library;

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

    [Fact]
    public async Task The_end_of_an_encode_only_delays_a_preview()
    {
        await using var app = new StreamVaultApp { Workers = 1 };
        using var client = await app.SignInAsync();
        var uploaded = await client.UploadAsync(await Clips.MakeAsync(new Clip(Seconds: 60)), "Beach");
        await client.ReadyAsync(uploaded.Id);
        var (id, storage) = (new VideoId(uploaded.Id), app.Services.GetRequiredService<VaultStorage>());
        await Until.TrueAsync(() => !Directory.Exists(storage.WorkFolder(id)));
        var handler = app.Services.GetServices<IBackgroundHandler>().OfType<PreviewHandler>().Single();
        var run = new BackgroundRun(id, _ => Task.FromResult(true));

        var interrupted = handler.RunAsync(run, CancellationToken.None);
        await Until.TrueAsync(() => Directory.Exists(storage.WorkFolder(id)));
        storage.RemoveWork(id);

        (await interrupted).Should().BeOfType<BackgroundOutcome.Yielded>();
        (await handler.RunAsync(run, CancellationToken.None)).Should().BeOfType<BackgroundOutcome.Done>();
        File.Exists(storage.PreviewPath(id)).Should().BeTrue();
    }
}
