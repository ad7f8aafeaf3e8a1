using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Library;

public sealed class DownloadTests
{
    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Downloads_a_ready_video_as_an_unencrypted_MP4(bool sound, int streams)
    {
        await using var app = new StreamVaultApp { Workers = 1 };
        using var client = await app.SignInAsync();
        var clip = await Clips.MakeAsync(new Clip(Sound: sound));
        var video = await client.UploadAsync(clip, "Oma & Opa 🎂");
        await client.ReadyAsync(video.Id);
        using var dated = await client.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{video.Id}",
            new { recordedAt = "1998-05-12T15:30:00+02:00" }
        );
        dated.EnsureSuccessStatusCode();

        using var answer = await client.GetAsync($"{StreamVaultUrls.ApiVideos}/{video.Id}/download?quality=480p");
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.At("a.mp4"), await answer.Content.ReadAsByteArrayAsync());

        answer.Content.Headers.ContentType!.MediaType.Should().Be("video/mp4");
        answer.Content.Headers.ContentDisposition!.FileNameStar.Should().Be("Oma & Opa 🎂 (480p).mp4");
        answer.Content.Headers.LastModified.Should().Be(new DateTimeOffset(1998, 5, 12, 13, 30, 0, TimeSpan.Zero));
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        var probe = await RunProgram.Async(
            "ffprobe",
            "-v",
            "error",
            "-count_frames",
            "-show_entries",
            "stream=codec_type,nb_read_frames",
            "-of",
            "csv=p=0",
            folder.At("a.mp4")
        );
        probe.Error.Should().BeEmpty();
        probe.Output.Should().Contain("video,50");
        probe.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(streams);
        app.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Lists_the_qualities_when_an_unknown_one_is_requested()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await Streaming.StoredVideo.LayAsync(app);

        using var answer = await client.GetAsync(StreamVaultUrls.Download(video.Id, "4320p"));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("720p");
    }

    [Fact]
    public async Task A_download_above_the_limit_gets_Retry_After()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var id = await Integrity.SyntheticVideo.CreateAsync(app, segments: 2, segmentBytes: 4096);
        var slots = app.Services.GetRequiredService<Web.Library.DownloadSlots>();
        var taken = Enumerable.Range(0, Web.Library.DownloadSlots.Count).Select(_ => slots.TryTake()).ToList();
        taken.Should().NotContainNulls();

        using var refused = await client.GetAsync(StreamVaultUrls.Download(id, "720p"));

        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(30));
        (await refused.Content.ReadAsStringAsync()).Should().Contain("Wait 30 seconds, then try again.");

        taken.ForEach(slot => slot!.Dispose());
        using var unknown = await client.GetAsync(StreamVaultUrls.Download(id, "4320p"));
        unknown.StatusCode.Should().Be(HttpStatusCode.NotFound);
        slots.TryTake().Should().NotBeNull();
    }
}
