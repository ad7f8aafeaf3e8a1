using System.Security.Cryptography;
using System.Text.RegularExpressions;
using StreamVault.Core.Entities;
using StreamVault.Core.Keys;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>Encodes videos from an accepted upload to ready, with real FFmpeg.</summary>
[Trait(Tier.Name, Tier.Media)]
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
                "video.json",
                "manifest.json",
                "manifest-sha256.txt",
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

    [Fact]
    public async Task Every_rung_has_the_same_segment_boundaries_and_the_multivariant_playlist_plays()
    {
        await using var vault = await EncodingVault.OpenAsync(
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "2")
        );

        var result = await vault.EncodeAsync(await Clips.MakeAsync(new Clip(1280, 720, 2.5, "30000/1001")));

        result.Video.Qualities.Should().Equal("720p", "480p");
        var segments = result.Video.Qualities.Select(q => result.Segments(q)).ToList();
        segments[0].Select(s => s.Duration).Should().Equal(segments[1].Select(s => s.Duration));
        segments[0].Select(s => s.Duration.TotalSeconds).Take(2).Should().OnlyContain(s => Math.Abs(s - 1.001) < 1e-6);
        foreach (var quality in result.Video.Qualities)
        {
            (await result.DecodeAsync(quality)).Frames.Should().Be(75);
            Directory.GetFiles(result.Folder, $"{quality}_*.ts").Should().HaveCount(segments[0].Count);
        }

        var master = Path.Combine(result.Folder, "master.m3u8");
        var played = await RunProgram.Async(
            "ffmpeg",
            "-v",
            "error",
            "-allowed_extensions",
            "ALL",
            "-i",
            master,
            "-f",
            "null",
            "-"
        );
        played.Succeeded().Error.Should().BeEmpty();
    }

    [Fact]
    public async Task The_multivariant_playlist_matches_the_served_bytes()
    {
        await using var vault = await EncodingVault.OpenAsync(("Encoding:SegmentDuration", "00:00:01"));

        var result = await vault.EncodeAsync(await Clips.MakeAsync(new Clip(320, 240, 3)));

        var rates = Enumerable
            .Range(0, 3)
            .Select(i => new FileInfo(Path.Combine(result.Folder, $"480p_00{i}.ts")).Length * 8)
            .ToList();
        var codec = Regex.Match(result.Master, "avc1[.]6400[0-9A-F]{2}").Value;
        result
            .Master.Should()
            .Be(
                $"""
                #EXTM3U
                #EXT-X-VERSION:3
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-STREAM-INF:BANDWIDTH={rates.Max()},AVERAGE-BANDWIDTH={(rates.Sum() + 2)
                    / 3},RESOLUTION=320x240,FRAME-RATE=25.000,CODECS="{codec},mp4a.40.2"
                480p.m3u8

                """
            );
        var playlist = result.Playlist("480p");
        playlist.Should().Contain($"URI=\"../../keys/{result.Video.Id}.key\"").And.NotContain(vault.Storage.Root);
        playlist.Should().MatchRegex(",IV=0x[0-9a-f]{32}\n").And.NotContain("IV=0x00000000000000000000000000000000");
    }

    [Fact]
    public async Task Segments_are_encrypted_with_the_videos_key()
    {
        await using var vault = await EncodingVault.OpenAsync();
        var result = await vault.EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, 1)));
        var segment = await File.ReadAllBytesAsync(Path.Combine(result.Folder, "480p_000.ts"));

        using var aes = Aes.Create();
        aes.Key = vault.Get<ContentKeyStore>().Find(result.Video.Id)!;
        var iv = Regex.Match(result.Playlist("480p"), "IV=0x([0-9a-f]{32})").Groups[1].Value;
        var plain = aes.DecryptCbc(segment, Convert.FromHexString(iv));

        (plain.Length % 188, plain[0], plain[188]).Should().Be((0, 0x47, 0x47));
    }
}
