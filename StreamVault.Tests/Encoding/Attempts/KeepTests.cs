using StreamVault.Core.Entities;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Packaging;

namespace StreamVault.Tests.Encoding.Attempts;

/// <summary>The profile Keep, which stream-copies suitable sources.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class KeepTests
{
    private const int KeptFrames = 130;
    private const string Hd = "scale=1280:720:flags=neighbor";
    private const string X264 = "libx264 -preset ultrafast -bf 3 -sc_threshold 0";

    // Key frames at unusual positions: close together, far apart, one frame before a boundary and one after.
    private const string Irregular = X264 + " -crf 25 -g 250 -force_key_frames 0.4,0.96,1.04,2.2,2.6,3,3.4";

    private static readonly (string, string)[] Keep =
    [
        ("Encoding:Profile", "Keep"),
        ("Encoding:SegmentDuration", "00:00:01"),
        ("Encoding:SegmentsPerChunk", "2"),
    ];

    private static readonly (string, string)[] KeepInOneChunk =
    [
        .. Keep.SkipLast(1),
        ("Encoding:SegmentsPerChunk", "9"),
    ];

    [Theory]
    [InlineData("kept.mkv", 130, "30000/1001", 4.34)]
    [InlineData("kept.ts", 130, "25", 5.2)]
    [InlineData("kept.mov", 190, "60", 3.17)]
    public async Task A_suitable_source_is_stream_copied_and_other_rungs_follow_its_segments(
        string name,
        int frames,
        string rate,
        double seconds
    )
    {
        using var ffmpeg = new StandInFfmpeg("");
        await using var vault = await EncodingVault.OpenAsync([.. Keep, ffmpeg.Setting]);
        var clip = await NumberedFrames.MakeAsync(name, frames, rate, Irregular, Hd, seconds);

        await IsStreamCopiedAsync(vault, ffmpeg, clip, frames);
    }

    [Fact]
    public async Task Every_segment_of_a_stream_copy_and_of_the_other_rungs_plays_alone()
    {
        using var ffmpeg = new StandInFfmpeg("");
        await using var vault = await EncodingVault.OpenAsync([.. Keep, ffmpeg.Setting]);

        var result = await IsStreamCopiedAsync(vault, ffmpeg, await KeptAsync(), KeptFrames);

        await EverySegmentPlaysAloneAsync(result, "720p");
        await EverySegmentPlaysAloneAsync(result, "480p");
    }

    private static Task<string> KeptAsync() =>
        NumberedFrames.MakeAsync("kept.mp4", KeptFrames, "25", Irregular, Hd, KeptFrames / 25.0);

    private static async Task<PlayableVideo> IsStreamCopiedAsync(
        EncodingVault vault,
        StandInFfmpeg ffmpeg,
        string clip,
        int frames
    )
    {
        var result = await vault.EncodeAsync(clip);

        ffmpeg.Lines.Should().NotContain(line => line.Contains("-c:v libx264") && line.Contains("720p.ts"));
        (await FramesOfAsync(Path.Combine(result.Folder, "720p.m3u8")))
            .Should()
            .Equal(await FramesOfAsync(clip), "it is what was recorded");
        (await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8")))
            .Should()
            .Equal(Enumerable.Range(0, frames));
        var (kept, encoded) = (await result.DecodeAsync("720p"), await result.DecodeAsync("480p"));
        kept.PictureTimes.Zip(encoded.PictureTimes, (a, b) => Math.Abs(a - b))
            .Should()
            .OnlyContain(
                difference => difference <= 90,
                "a picture has the same time in every quality, to a millisecond"
            );
        // FFprobe may miscount one AAC frame in the first packet.
        kept.SoundTimes.Skip(40).Should().Equal(encoded.SoundTimes.Skip(40));
        var (keptLengths, lengths) = (Lengths(result, "720p"), Lengths(result, "480p"));
        keptLengths.Should().HaveSameCount(lengths).And.HaveCountGreaterThan(2);
        keptLengths.Zip(lengths, (a, b) => Math.Abs(a - b)).Should().OnlyContain(difference => difference < 0.002);
        result.Playlist("720p").Should().NotContain("DISCONTINUITY");
        (await NoteAsync(vault, result)).Should().Contain("720p is the original video");
        result.Video.Warning.Should().BeNull();
        vault.Logs.AssertNoErrorsLogged();
        return result;
    }

    private static async Task EverySegmentPlaysAloneAsync(PlayableVideo result, string quality)
    {
        var segments = result.Segments(quality);
        var numbers = new List<int>();
        using var folder = new TemporaryFolder();
        foreach (var segment in segments)
        {
            var alone = Path.Combine(result.Folder, $"alone-{segment.Name}.m3u8");
            var lines = result.Playlist(quality).Split('\n');
            File.WriteAllLines(
                alone,
                lines
                    .Where(line =>
                        line.StartsWith('#') && !line.StartsWith("#EXT-X-END") && !line.StartsWith("#EXTINF")
                    )
                    .Concat([$"#EXTINF:{segment.Duration.TotalSeconds},", segment.Name, "#EXT-X-ENDLIST"])
            );
            numbers.AddRange(await NumberedFrames.ReadAsync(alone));
        }

        numbers.Should().Equal(Enumerable.Range(0, KeptFrames));
    }

    [Fact]
    public async Task A_stream_copied_480p_video_is_not_encoded_and_loses_only_the_SEI_messages_of_its_camera()
    {
        using var ffmpeg = new StandInFfmpeg("");
        await using var vault = await EncodingVault.OpenAsync([.. Keep, ffmpeg.Setting]);
        var clip = await NumberedFrames.MakeAsync("kept-small.mp4", 75, codec: X264 + " -crf 10 -g 25", sound: 3);

        var result = await vault.EncodeAsync(clip);

        ffmpeg.Calls("-c:v libx264").Should().Be(0);
        result.Video.Qualities.Should().Equal("480p");
        (await FramesOfAsync(Path.Combine(result.Folder, "480p.m3u8"))).Should().Equal(await FramesOfAsync(clip));
        (await result.DecodeAsync()).SoundSeconds.Should().BeApproximately(3, 0.05);
        File.Exists(Path.Combine(result.Folder, "poster.jpg")).Should().BeTrue();
        vault.Logs.AssertNoErrorsLogged();
        (await File.ReadAllTextAsync(clip)).Should().Contain("x264 - core");
        (await DecryptedAsync(result)).Should().NotContain("x264 - core");
    }

    private static async Task<string> DecryptedAsync(PlayableVideo result)
    {
        using var folder = new TemporaryFolder();
        var plain = folder.At("plain.ts");
        (
            await RunProgram.Async(
                "ffmpeg",
                [
                    .. (string[])["-v", "error", "-allowed_extensions", "ALL"],
                    .. (string[])["-i", Path.Combine(result.Folder, "480p.m3u8"), "-c", "copy", plain],
                ]
            )
        ).Succeeded();
        return await File.ReadAllTextAsync(plain);
    }

    // What FFprobe's report alone excludes is in StreamCopyRulesTests.
    [Theory]
    [InlineData("seldom.mp4", X264 + " -g 250", "null", "too far apart")]
    [InlineData("uneven.mp4", X264 + " -g 25", "select=not(eq(mod(n\\,7)\\,3))", "not constant")]
    [InlineData("mighty.mp4", X264 + " -g 25 -level 5.1", "null", "not every player can decode it (avc1.")]
    public async Task A_source_whose_frames_are_unsuitable_is_not_stream_copied(
        string name,
        string codec,
        string filter,
        string reason
    )
    {
        await using var vault = await EncodingVault.OpenAsync(KeepInOneChunk);

        var plan = await vault.PlanAsync(
            await NumberedFrames.MakeAsync($"unfit-{name}", 80, codec: codec, filter: filter)
        );

        plan.HasStreamCopy.Should().BeFalse();
        plan.Note.Should().StartWith("The original video is re-encoded in every quality").And.Contain(reason);
        vault.Logs.AssertNoErrorsLogged();
    }

    [Theory]
    [InlineData("open.mkv", " -g 25 -x264-params open-gop=1", "key frames")]
    [InlineData("deep.mp4", " -pix_fmt yuv420p10le", "colors")]
    public async Task An_unsuitable_source_is_re_encoded_in_every_quality_and_the_note_says_why(
        string name,
        string options,
        string reason
    )
    {
        await using var vault = await EncodingVault.OpenAsync(KeepInOneChunk);

        var result = await vault.EncodeAsync(
            await NumberedFrames.MakeAsync($"unfit-{name}", 80, codec: X264 + options)
        );

        (await NoteAsync(vault, result))
            .Should()
            .StartWith("The original video is re-encoded in every quality because ")
            .And.Contain(reason);
        var decoded = await result.DecodeAsync();
        decoded.PixelFormat.Should().Be("yuv420p");
        decoded.Frames.Should().Be(80);
        vault.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Longer_audio_prevents_a_stream_copy()
    {
        await using var vault = await EncodingVault.OpenAsync(Keep);

        var result = await vault.EncodeAsync(
            await NumberedFrames.MakeAsync("kept-short.mp4", 50, codec: X264 + " -crf 10 -g 25", sound: 5)
        );

        (await NoteAsync(vault, result)).Should().Contain("audio is longer");
        (await result.DecodeAsync()).Frames.Should().Be(125);
    }

    // With two qualities, encoding shows the damage; with one, only the check decodes the video.
    [Theory]
    [InlineData(Hd, "720p")]
    [InlineData("null", "480p")]
    public async Task A_damaged_source_is_not_stream_copied(string filter, string quality)
    {
        await using var vault = await EncodingVault.OpenAsync(Keep);
        var whole = await NumberedFrames.MakeAsync(
            $"kept-{quality}.mkv",
            130,
            codec: X264 + " -crf 10 -g 25",
            filter: filter
        );
        var bytes = await File.ReadAllBytesAsync(whole);
        new Random(1).NextBytes(bytes.AsSpan(bytes.Length / 2, 300));

        var result = await vault.EncodeAsync(Clips.Write($"kept-damaged-{quality}.mkv", bytes));

        (await NoteAsync(vault, result))
            .Should()
            .StartWith("The original video is re-encoded in every quality because ");
        (await result.DecodeAsync(quality)).Frames.Should().BeInRange(125, 130);
    }

    [Fact]
    public async Task An_attempt_reuses_the_stream_copy_and_chunks_of_an_earlier_one()
    {
        using var ffmpeg = new StandInFfmpeg(
            """
            case "$*" in *c0001_480p.ts.part*) if [ ! -e "$here/failed" ]; then
                touch "$here/failed"; echo 'Cannot allocate memory' >&2; exit 251
            fi;; esac
            """
        );
        await using var vault = await EncodingVault.OpenAsync([
            .. Keep,
            ffmpeg.Setting,
            ("Encoding:RetryDelay", "00:10:00"),
        ]);
        await vault.StartAsync();
        var clip = await KeptAsync();

        var id = await vault.AcceptAsync(clip, attempts: 3);
        var waiting = await Until.GotAsync(async () =>
            await vault.JobAsync(id) is { NextAttemptAt: not null } job ? job : null
        );
        await vault.Queue.RetryAsync(waiting.Id, CancellationToken.None);
        var job = await vault.EndOfAsync(id);

        job.Status.Should().Be(JobStatus.Completed);
        ffmpeg.Calls("kept.ts.part").Should().Be(1, "what was copied once is there");
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(1);
        (await FramesOfAsync(Path.Combine(vault.Storage.VideoFolder(job.VideoId), "720p.m3u8")))
            .Should()
            .Equal(await FramesOfAsync(clip));
    }

    [Theory]
    [InlineData("kill -9 $$", FailureCause.Killed)]
    [InlineData("echo 'file:x: Input/output error' >&2", FailureCause.DiskUnreadable)]
    [InlineData("echo 'x: No space left on device' >&2; exit 1", FailureCause.DiskFull)]
    public async Task FFmpeg_failures_during_a_stream_copy_do_not_reject_the_source(string end, FailureCause cause)
    {
        using var ffmpeg = new StandInFfmpeg(
            $$"""case "$*" in *kept.ts.part*) if [ ! -e "$here/failed" ]; then touch "$here/failed"; {{end}}; fi;; esac"""
        );
        await using var vault = await EncodingVault.OpenAsync([
            .. Keep,
            ffmpeg.Setting,
            ("Encoding:RetryDelay", "00:10:00"),
        ]);
        await vault.StartAsync();
        var clip = await NumberedFrames.MakeAsync("kept-small.mp4", 75, codec: X264 + " -crf 10 -g 25", sound: 3);

        var id = await vault.AcceptAsync(clip, attempts: 3);

        var waiting = await Until.GotAsync(async () =>
            await vault.JobAsync(id) is { ErrorCause: not null } job ? job : null
        );
        waiting.ErrorCause.Should().Be(cause);
        await vault.Queue.RetryAsync(waiting.Id, CancellationToken.None);
        (await vault.EndOfAsync(id)).Note.Should().StartWith("480p is the original video");
    }

    private static async Task<string?> NoteAsync(EncodingVault vault, PlayableVideo result) =>
        (await vault.JobAsync(result.Video.Id)).Note;

    private static List<double> Lengths(PlayableVideo video, string quality) =>
        [.. video.Segments(quality).Select(segment => segment.Duration.TotalSeconds)];

    // A hash of each decoded frame.
    private static async Task<IReadOnlyList<string>> FramesOfAsync(string file)
    {
        var options = file.EndsWith(".m3u8", StringComparison.Ordinal) ? (string[])["-allowed_extensions", "ALL"] : [];
        using var folder = new TemporaryFolder();
        var hashes = folder.At("hashes");
        (
            await RunProgram.Async(
                "ffmpeg",
                [
                    .. (string[])["-nostdin", "-v", "error", .. options, "-i", file, "-map", "0:v:0"],
                    .. (string[])["-fps_mode", "passthrough", "-f", "framemd5", hashes],
                ]
            )
        ).Succeeded();
        return
        [
            .. (await File.ReadAllLinesAsync(hashes))
                .Where(line => !line.StartsWith('#'))
                .Select(line => line.Split(',')[^1].Trim()),
        ];
    }
}
