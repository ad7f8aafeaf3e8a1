using StreamVault.Core.Jobs;
using StreamVault.Core.Keys;
using StreamVault.Core.Library;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>The whole way of a video from an accepted upload to ready, with real FFmpeg.</summary>
public sealed class EncodeTests
{
    [Fact]
    public async Task An_accepted_upload_becomes_a_video_that_plays_in_its_folder()
    {
        await using var vault = await EncodingVault.OpenAsync(("Encoding:SegmentDuration", "00:00:01"));

        var result = await vault.EncodeAsync(await Clips.MakeAsync(new Clip(320, 240, 3.2)));

        var video = result.Video;
        video.Status.Should().Be(VideoStatus.Ready);
        video.DurationSeconds.Should().Be(3.2);
        video.Qualities.Should().Equal("480p");
        video.SourceSummary.Should().Be("320×240 · 25 fps · H.264 · AAC");
        video.Warning.Should().BeNull();
        Directory
            .GetFiles(result.Folder)
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo([
                "master.m3u8",
                "480p.m3u8",
                "poster.jpg",
                "480p_000.ts",
                "480p_001.ts",
                "480p_002.ts",
                "480p_003.ts",
            ]);
        video.StoredBytes.Should().Be(Directory.GetFiles(result.Folder).Sum(f => new FileInfo(f).Length));
        var decoded = await result.DecodeAsync();
        decoded.Frames.Should().Be(80);
        decoded.SoundSeconds.Should().BeApproximately(3.2, 0.05);
        (decoded.Width, decoded.Height, decoded.PixelFormat).Should().Be((320, 240, "yuv420p"));
        var job = await vault.JobAsync(video.Id);
        (job.Status, job.Progress, job.Attempts).Should().Be((JobStatus.Completed, 1, 1));
        File.Exists(vault.Storage.SourcePath(video.Id)).Should().BeFalse("the upload is no longer needed");
        Directory.Exists(vault.Storage.WorkFolder(video.Id)).Should().BeFalse("nor are the chunks");
        vault.Get<ContentKeyStore>().Find(video.Id).Should().HaveCount(16);
        vault.Logs.AssertNoErrorsLogged();
    }
}
