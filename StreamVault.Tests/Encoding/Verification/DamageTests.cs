using StreamVault.Core.Entities;
using StreamVault.Tests.Encoding.Audio;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Verification;

/// <summary>Damaged files are encoded as far as possible, and missing parts are reported.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class DamageTests : IAsyncLifetime
{
    // Recordings have many clusters, so the next intact one is found after a gap.
    private const string ManyClusters =
        "libx264 -preset ultrafast -g 25 -bf 0 -sc_threshold 0 -cluster_time_limit 1000";

    private const string Bframes = "libx264 -preset ultrafast -g 25 -bf 2 -sc_threshold 0";

    private EncodingVault _vault = null!;

    public async Task InitializeAsync() =>
        _vault = await EncodingVault.OpenAsync(
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "1")
        );

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    public async Task A_truncated_file_is_encoded_to_its_end_and_reported(string extension)
    {
        var arguments = extension == "mp4" ? (string[])["-movflags", "+faststart"] : [];
        var whole = await Clips.MakeAsync(
            $"whole-to-cut.{extension}",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=10", "-c:v", "mpeg4", "-q:v", "2"],
                .. arguments,
            ]
        );
        var bytes = await File.ReadAllBytesAsync(whole);
        var cut = Clips.Write($"cut.{extension}", bytes.AsSpan(0, bytes.Length * 6 / 10));

        var result = await _vault.EncodeAsync(cut);

        result.Video.Status.Should().Be(VideoStatus.Ready);
        result.Video.DurationSeconds.Should().BeInRange(5, 7);
        result
            .Video.Warning.Should()
            .MatchRegex(
                "^The file ends early: [567] of 10 seconds could be read. The rest is missing or damaged. The uploaded file is kept.$"
            );
        (await result.DecodeAsync()).Frames.Should().BeInRange(125, 175);
        File.Exists(_vault.Storage.OriginalPath(result.Video.Id)).Should().BeTrue("nobody else may have it");
    }

    [Theory]
    [InlineData("mp4", "libx264 -preset ultrafast -g 25 -bf 2 -sc_threshold 0")]
    [InlineData("mkv", "libx264 -preset ultrafast -g 25 -bf 2 -sc_threshold 0")]
    [InlineData("mov", "mpeg4 -g 25 -q:v 2 -sc_threshold 1000000000")]
    public async Task Damage_in_the_middle_loses_nothing_else(string extension, string codec)
    {
        var whole = await NumberedFrames.MakeAsync($"to-damage.{extension}", 200, codec: codec, sound: 8);
        // From 3.2 to 4.0 s: the frames up to the next key frame at 4 s can't be decoded without them.
        var clip = await Packets.SpoilAsync(whole, "v:0", 0.4, 0.5, $"damaged.{extension}");

        var result = await _vault.EncodeAsync(clip);

        var numbers = await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"));
        numbers.Take(78).Should().Equal(Enumerable.Range(0, 78));
        numbers.Skip(100).Take(100).Should().Equal(Enumerable.Range(100, 100), "the rest is neither lost nor moved");
        (await result.DecodeAsync()).SoundSeconds.Should().BeApproximately(8, 0.1);
        result
            .Video.Warning.Should()
            .MatchRegex(
                "^The file is damaged: (0[.][6-9]|1[.]0) seconds of video are missing at 0:03[.] The uploaded file is kept[.]$"
            );
    }

    [Fact]
    public async Task Damage_is_reported_despite_many_harmless_log_lines_and_the_original_is_kept()
    {
        var whole = await NumberedFrames.MakeAsync("to-damage.mp4", 200, codec: Bframes, sound: 8);
        var clip = await Packets.SpoilAsync(whole, "v:0", 0.4, 0.5, "damaged-with-noise.mp4");
        using var ffmpeg = new StandInFfmpeg(
            $"""
            case "$*" in *mpegts*) '{RunProgram.Find("ffmpeg")}' "$@"; code=$?
              for i in $(seq 1 200); do echo "[mp4] harmless $i" >&2; done; exit $code;; esac
            """
        );
        await using var vault = await EncodingVault.OpenAsync(ffmpeg.Setting);

        var result = await vault.EncodeAsync(clip);

        result.Video.Warning.Should().StartWith("The file is damaged: ");
        File.Exists(vault.Storage.OriginalPath(result.Video.Id)).Should().BeTrue();
    }

    [Fact]
    public async Task Reports_a_gap_in_the_file_itself()
    {
        var whole = await NumberedFrames.MakeAsync("to-tear.mkv", 200, codec: ManyClusters);
        var bytes = await File.ReadAllBytesAsync(whole);
        bytes.AsSpan(bytes.Length * 4 / 10, bytes.Length / 5).Clear();

        var result = await _vault.EncodeAsync(Clips.Write("torn.mkv", bytes));

        var numbers = await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"));
        numbers.Should().HaveCount(200);
        numbers.TakeLast(40).Should().Equal(Enumerable.Range(160, 40));
        result.Video.Warning.Should().MatchRegex("^The file is damaged: [0-9.]+ seconds of video are missing");
    }

    // Nothing can be found after the last entry of the index.
    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    public async Task Reports_missing_frames_at_the_end_however_few(double kept)
    {
        var whole = await NumberedFrames.MakeAsync(
            "to-tear-at-its-end.mkv",
            200,
            codec: ManyClusters,
            // At a camera's bitrate, so that the declared length is trusted without reading the packets.
            filter: "noise=alls=30:allf=t"
        );
        var bytes = await File.ReadAllBytesAsync(whole);
        // The IDs of Cluster and Cues (RFC 9559, 5.1.3 and 5.1.5).
        var from = bytes.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0x1F, 0x43, 0xB6, 0x75]);
        var to = bytes.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0x1C, 0x53, 0xBB, 0x6B]);
        from += (int)((to - from) * kept);
        bytes.AsSpan(from, to - from).Clear();

        var result = await _vault.EncodeAsync(Clips.Write($"torn-at-its-end-{kept}.mkv", bytes));

        result
            .Video.Warning.Should()
            .MatchRegex("^The file is damaged: (1[.]0|0[.][5-9]) seconds of video are missing at 0:07[.]");
    }

    [Fact]
    public async Task Undecodable_audio_is_missing_and_not_silent()
    {
        var whole = await WithFlacAsync();
        var clip = await Packets.SpoilAsync(whole, "a:0", 0, 1, "mute.mkv");

        var result = await _vault.EncodeAsync(clip);

        result
            .Video.Warning.Should()
            .Be("The audio is missing: none of it could be decoded. The uploaded file is kept.");
        result.Master.Should().NotContain("mp4a");
        (await result.DecodeAsync()).Samples.Should().Be(0);
    }

    [Fact]
    public async Task Audio_with_gaps_stays_in_sync_and_is_reported()
    {
        var whole = await WithFlacAsync();
        var clip = await Packets.SpoilAsync(whole, "a:0", 0.25, 0.75, "half-mute.mkv");

        var result = await _vault.EncodeAsync(clip);

        result
            .Video.Warning.Should()
            .Be("The audio has gaps: 2 of 4 seconds could not be decoded. The uploaded file is kept.");
        var sound = await DecodedAudio.OfAsync(Path.Combine(result.Folder, "480p.m3u8"));
        sound.Decibels(0.2, 0.6).Should().BeGreaterThan(-30);
        sound.Decibels(1.3, 1.4).Should().BeLessThan(-80);
        sound.Decibels(3.2, 0.6).Should().BeGreaterThan(-30);
    }

    [Fact]
    public async Task An_undecodable_alternative_audio_track_is_left_out_and_reported()
    {
        var clip = await Packets.SpoilAsync(await ManyTracks.MakeAsync("mkv", "srt"), "a:1", 0, 1, "one-mute.mkv");

        var result = await _vault.EncodeAsync(clip);

        result
            .Video.Warning.Should()
            .Be("Audio track 2 is missing: none of it could be decoded. The uploaded file is kept.");
        result.Master.Should().Contain("mp4a").And.NotContain("TYPE=AUDIO");
    }

    [Fact]
    public async Task A_whole_file_is_not_called_damaged()
    {
        var result = await _vault.EncodeAsync(await NumberedFrames.MakeAsync("whole.mkv", 60, sound: 2.4));

        result.Video.Warning.Should().BeNull();
    }

    [Fact]
    public async Task An_undecodable_file_fails_at_the_first_attempt()
    {
        var whole = await File.ReadAllBytesAsync(
            await Clips.MakeAsync("to-spoil.mkv", ["-i", await Clips.SmallAsync(), "-an", "-c", "copy"])
        );
        // The first kilobyte has the headers; the frames after it become noise.
        new Random(3).NextBytes(whole.AsSpan(1200, whole.Length - 1200));

        var job = await _vault.FailAsync(Clips.Write("spoilt.mkv", whole));

        job.ErrorMessage.Should().Contain("could be decoded");
        job.Attempts.Should().Be(1);
    }

    private static Task<string> WithFlacAsync() =>
        Clips.MakeAsync(
            "with-flac.mkv",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=4"],
                .. (string[])["-f", "lavfi", "-i", "sine=d=4:sample_rate=48000"],
                .. (string[])["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "flac"],
            ]
        );
}
