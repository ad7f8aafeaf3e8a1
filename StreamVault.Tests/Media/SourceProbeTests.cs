using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Media;

public sealed class SourceProbeTests
{
    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Reads_the_tracks_of_a_video()
    {
        var media = await MediaOfAsync(await Clips.MakeAsync(new Clip(320, 240, 2, "30000/1001")));

        media.Summary.Should().Be("320×240 · 29.97 fps · H.264 · AAC");
        media.Duration!.Value.TotalSeconds.Should().BeApproximately(2, 0.04);
        media.Audio.Should().NotBeNull();
        media.LengthsAreIndexed.Should().BeTrue();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("mkv")]
    [InlineData("ts")]
    [InlineData("webm")]
    [InlineData("avi")]
    [InlineData("flv")]
    [InlineData("mov")]
    [InlineData("3gp")]
    [InlineData("mpg")]
    public async Task Accepts_every_common_container(string extension)
    {
        var clip = await Clips.MakeAsync(
            $"container.{extension}",
            ["-f", "lavfi", "-i", "testsrc2=s=176x144:r=25:d=1", "-c:v", Codec(extension)]
        );

        var media = await MediaOfAsync(clip);

        media.Duration!.Value.TotalSeconds.Should().BeApproximately(1, 0.1);
        media.Audio.Should().BeNull();
    }

    private static string Codec(string extension) =>
        extension switch
        {
            "webm" => "libvpx",
            "3gp" => "h263",
            "mpg" => "mpeg2video",
            "flv" => "flv",
            _ => "mpeg4",
        };

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task The_display_size_respects_rotation()
    {
        var clip = await Clips.MakeAsync(
            "turned.mp4",
            ["-i", await Clips.SmallAsync(), "-c", "copy", "-metadata:s:v:0", "rotate=90"]
        );

        (await MediaOfAsync(clip)).Video.DisplaySize.Should().Be((240, 320));
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Rejects_audio_with_cover_art()
    {
        var clip = await Clips.MakeAsync(
            "cover.m4a",
            [
                .. (string[])["-f", "lavfi", "-i", "sine=d=1", "-f", "lavfi", "-i", "testsrc=s=64x64:d=0.04"],
                .. (string[])["-map", "0", "-map", "1", "-c:v", "mjpeg", "-disposition:v:0", "attached_pic"],
                .. (string[])["-f", "ipod"],
            ]
        );

        (await ReasonOfAsync(clip)).Should().Contain("it has audio but no video track");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("text.mp4", "Dear diary, today I learned that a name is not a content.")]
    [InlineData("list.mp4", "ffconcat version 1.0\nfile /etc/passwd\n")]
    [InlineData("playlist.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/etc/passwd\n#EXT-X-ENDLIST\n")]
    [InlineData("page.mp4", "<html><body>Not found</body></html>")]
    public async Task Rejects_other_files_with_the_extension_of_a_video(string name, string content)
    {
        var file = Clips.Write(name, System.Text.Encoding.UTF8.GetBytes(content));

        (await ReasonOfAsync(file)).Should().Be("This file isn't a video we can read: its format is not supported.");
    }

    [Fact]
    public async Task Rejects_an_empty_file() =>
        (await ReasonOfAsync(Clips.Write("empty.mp4", []))).Should().Contain("it is empty (0 bytes)");

    [Fact]
    public async Task Rejects_a_photo_in_a_video_container() =>
        (await ReasonOfAsync(Clips.Write("photo.heic", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8)))
            .Should()
            .Contain("it is a photo");

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Says_that_a_recording_without_its_index_was_cut_off()
    {
        var whole = await File.ReadAllBytesAsync(await Clips.SmallAsync());

        var reason = await ReasonOfAsync(Clips.Write("cut.mp4", whole.AsSpan(0, whole.Length / 2)));

        reason.Should().StartWith("This video was cut off before it was complete: its index is missing.");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Never_opens_the_files_of_a_disguised_playlist()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var clip = await Clips.SmallAsync();
        string[] attacks =
        [
            $"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n",
            $"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\nfile://{clip}\n#EXT-X-ENDLIST\n",
            $"ffconcat version 1.0\nfile '{clip}'\n",
            $"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video {port} RTP/AVP 96\n",
            $"<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><AdaptationSet><Representation><BaseURL>http://127.0.0.1:{port}/</BaseURL></Representation></AdaptationSet></Period></MPD>",
        ];

        for (var i = 0; i < attacks.Length; i++)
        {
            var file = Clips.Write($"attack{i}.mp4", System.Text.Encoding.UTF8.GetBytes(attacks[i]));
            (await ReasonOfAsync(file)).Should().Contain("is not supported", "attack {0} is none", i);
        }

        listener.Pending().Should().BeFalse("no connection may be made");
    }

    [Trait(Tier.Name, Tier.Media)]
    [SharedMediaTheory]
    [InlineData("MALICIOUS_hls_read_etc_passwd.mp4")]
    [InlineData("MALICIOUS_ssrf_playlist.avi")]
    [InlineData("sub_bom.srt")]
    [InlineData("sub_utf16le.srt")]
    [InlineData("sub_bad_timestamps.vtt")]
    public async Task Rejects_attacks_and_subtitles(string name) =>
        (await ReasonOfAsync(SharedMedia.Clip(name))).Should().StartWith("This file isn't a video we can read");

    [Trait(Tier.Name, Tier.Media)]
    [SharedMediaTheory]
    [InlineData("CORRUPT_truncated_no_moov.mp4")]
    [InlineData("CORRUPT_crlf_mangled.mp4")]
    public async Task Rejects_recordings_that_lost_their_index(string name) =>
        (await ReasonOfAsync(SharedMedia.Clip(name))).Should().Contain("its index is missing");

    [Trait(Tier.Name, Tier.Media)]
    [SharedMediaFact]
    public async Task Uses_the_length_of_the_video_and_not_of_the_subtitles()
    {
        var media = await MediaOfAsync(SharedMedia.Clip("lying_duration_5377s.mkv"));

        media.Duration!.Value.TotalSeconds.Should().BeApproximately(9.8, 0.1);
    }

    [Trait(Tier.Name, Tier.Media)]
    [SharedMediaFact]
    public async Task Reports_an_unreadable_audio_track_that_is_left_out()
    {
        var media = await MediaOfAsync(SharedMedia.Clip("CORRUPT_audio_missing_stsd.mp4"));

        media.Audio.Should().BeNull();
        media.Warning.Should().StartWith("The audio is missing");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Says_how_to_install_FFmpeg_when_it_is_missing()
    {
        await using var vault = await EncodingVault.OpenAsync(("Ffmpeg:ProbePath", "no-such-ffprobe"));

        var outcome = await vault.Get<SourceProbe>().ProbeAsync(await Clips.SmallAsync(), CancellationToken.None);

        outcome
            .Should()
            .BeOfType<ProbeOutcome.Unavailable>()
            .Which.Reason.Should()
            .StartWith("FFprobe is not installed. Install it:");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_renamed_FFprobe_works()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.At("prober"), RunProgram.Find("ffprobe")!);
        await using var vault = await EncodingVault.OpenAsync(("Ffmpeg:ProbePath", folder.At("prober")));

        (await vault.Get<SourceProbe>().ProbeAsync(await Clips.SmallAsync(), CancellationToken.None))
            .Should()
            .BeOfType<ProbeOutcome.Playable>();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Wrapper_scripts_work()
    {
        using var ffmpeg = new StandInFfmpeg("");
        await using var vault = await EncodingVault.OpenAsync(
            ffmpeg.Setting,
            ("Ffmpeg:ProbePath", ffmpeg.AddScript("ffprobe"))
        );

        (await vault.Get<SourceProbe>().ProbeAsync(await Clips.SmallAsync(), CancellationToken.None))
            .Should()
            .BeOfType<ProbeOutcome.Playable>();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("kill -9 $$")]
    [InlineData("echo '{ \"streams\": ['; kill -9 $$")]
    [InlineData("echo '{ }'; exit 1")]
    public async Task A_killed_FFprobe_does_not_reject_the_file(string end)
    {
        using var ffmpeg = new StandInFfmpeg("");
        await using var vault = await EncodingVault.OpenAsync(
            ffmpeg.Setting,
            ("Ffmpeg:ProbePath", ffmpeg.AddScript("ffprobe", $"case \"$*\" in *-show_streams*) {end};; esac"))
        );

        (await vault.Get<SourceProbe>().ProbeAsync(await Clips.SmallAsync(), CancellationToken.None))
            .Should()
            .BeOfType<ProbeOutcome.Unavailable>()
            .Which.Reason.Should()
            .StartWith("FFprobe was stopped while reading");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_saved_probe_is_used_instead_of_FFprobe()
    {
        using var folder = new TemporaryFolder();
        var (clip, saved) = (folder.At("clip.mp4"), folder.At("work/probe.json"));
        File.Copy(await Clips.SmallAsync(), clip);
        await using var vault = await EncodingVault.OpenAsync();
        var probe = vault.Get<SourceProbe>();
        var first = await SaveAsync(probe, clip, saved);
        // FFprobe would find no video any more.
        var written = File.GetLastWriteTimeUtc(clip);
        await File.WriteAllBytesAsync(clip, new byte[new FileInfo(clip).Length]);
        File.SetLastWriteTimeUtc(clip, written);

        var second = await probe.ProbeAsync(clip, saved, CancellationToken.None);

        second
            .Should()
            .BeOfType<ProbeOutcome.Playable>()
            .Which.Media.Should()
            .BeEquivalentTo(first.Media, options => options.RespectingRuntimeTypes());
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("another FFmpeg")]
    [InlineData("another time")]
    [InlineData("another size")]
    [InlineData("damaged")]
    [InlineData("empty")]
    [InlineData("missing")]
    public async Task A_file_is_probed_again_unless_its_saved_probe_is_valid(string change)
    {
        using var folder = new TemporaryFolder();
        var (clip, saved) = (folder.At("clip.mp4"), folder.At("work/probe.json"));
        File.Copy(await Clips.SmallAsync(), clip);
        await using var vault = await EncodingVault.OpenAsync();
        var probe = vault.Get<SourceProbe>();
        await SaveAsync(probe, clip, saved, change == "another FFmpeg" ? "0.1" : null);
        var (length, written) = (new FileInfo(clip).Length, File.GetLastWriteTimeUtc(clip));
        await File.WriteAllBytesAsync(clip, new byte[change == "another size" ? length + 1 : length]);
        File.SetLastWriteTimeUtc(clip, change == "another time" ? written.AddSeconds(1) : written);
        switch (change)
        {
            case "damaged":
                await File.WriteAllTextAsync(saved, (await File.ReadAllTextAsync(saved))[..100]);
                break;
            case "empty":
                await File.WriteAllTextAsync(saved, "{}");
                break;
            case "missing":
                File.Delete(saved);
                break;
        }

        var second = await probe.ProbeAsync(clip, saved, CancellationToken.None);

        second.Should().BeOfType<ProbeOutcome.NotVideo>();
    }

    private static async Task<ProbeOutcome.Playable> SaveAsync(
        SourceProbe probe,
        string clip,
        string saved,
        string? version = null
    )
    {
        var stamp = FileStamp.Of(clip);
        var outcome = await probe.ProbeAsync(clip, CancellationToken.None);
        var playable = outcome.Should().BeOfType<ProbeOutcome.Playable>().Subject;
        new SavedProbe(stamp, version ?? playable.FfmpegVersion, playable.Report).Save(saved);
        return playable;
    }

    [ProgramFact("printf")]
    public async Task Xabe_passes_arguments_unchanged()
    {
        string[] arguments = ["", "two words", "a \"quote\"", @"C:\", @"back\slash", "\\\"", "ümlaut 'and' $HOME"];

        await using var vault = await EncodingVault.OpenAsync();
        var call = new ProgramCall(RunProgram.Find("printf")!, ["[%s]", .. arguments]);

        var output = await XabeProbe.RunAsync(await vault.Get<ProgramRunner>().LineAsync(call), CancellationToken.None);

        output.TrimEnd().Should().Be(string.Concat(arguments.Select(argument => $"[{argument}]")));
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Cancelling_ends_FFprobe()
    {
        using var folder = new TemporaryFolder();
        var pipe = folder.At("pipe.mp4");
        (await RunProgram.Async("mkfifo", pipe)).Succeeded();
        await using var open = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite);
        await using var vault = await EncodingVault.OpenAsync();
        using var cancel = new CancellationTokenSource();

        var tools = (FfmpegState.Found)await vault.Get<FfmpegTools>().CheckAsync(CancellationToken.None);
        var call = new ProgramCall(tools.ProbePath, ["-v", "quiet", "-show_format", SafeInput.Url(pipe)])
        {
            Confinement = Confinement.Reading,
        };
        var running = XabeProbe.RunAsync(await vault.Get<ProgramRunner>().LineAsync(call), cancel.Token);
        await Until.TrueAsync(() => FfprobesOn(pipe) == 1);
        ParentOf(pipe)
            .Should()
            .NotStartWith(".NET TP", "a thread of the pool may end before FFprobe, and would take it along");
        await cancel.CancelAsync();

        await running.Invoking(async run => await run).Should().ThrowAsync<OperationCanceledException>();
        await Until.TrueAsync(() => FfprobesOn(pipe) == 0);
    }

    // The name of the thread that started a program with that in its command line; proc(5).
    private static string ParentOf(string path)
    {
        var thread = Directory
            .EnumerateDirectories("/proc/self/task")
            .Single(task =>
                File.ReadAllText($"{task}/children")
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Any(child => File.ReadAllText($"/proc/{child}/cmdline").Contains(path))
            );
        return File.ReadAllText($"{thread}/comm");
    }

    private static int FfprobesOn(string path) =>
        Process.GetProcessesByName("ffprobe").Count(p => File.ReadAllText($"/proc/{p.Id}/cmdline").Contains(path));

    private static async Task<SourceMedia> MediaOfAsync(string path) =>
        (await ProbeAsync(path)).Should().BeOfType<ProbeOutcome.Playable>().Which.Media;

    private static async Task<string> ReasonOfAsync(string path) =>
        (await ProbeAsync(path)).Should().BeOfType<ProbeOutcome.NotVideo>().Which.Reason;

    private static async Task<ProbeOutcome> ProbeAsync(string path)
    {
        await using var vault = await EncodingVault.OpenAsync();
        return await vault.Get<SourceProbe>().ProbeAsync(path, CancellationToken.None);
    }
}
