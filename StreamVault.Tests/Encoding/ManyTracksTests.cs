using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using StreamVault.Core.Hls;
using StreamVault.Core.Keys;
using StreamVault.Core.Media;
using StreamVault.Tests.Encoding.Audio;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Packaging;

namespace StreamVault.Tests.Encoding;

/// <summary>Several audio and subtitle tracks: all are in sync and selectable.</summary>
public sealed class ManyTracksTests : IAsyncLifetime
{
    private EncodingVault _vault = null!;

    public async Task InitializeAsync() =>
        _vault = await EncodingVault.OpenAsync(
            ("Encoding:SegmentDuration", "00:00:02"),
            ("Encoding:SegmentsPerChunk", "2")
        );

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("mkv", "srt")]
    [InlineData("mkv", "ass")]
    [InlineData("mkv", "webvtt")]
    [InlineData("mp4", "mov_text")]
    public async Task All_audio_and_subtitle_tracks_are_offered_by_name(string extension, string subtitles)
    {
        var result = await _vault.EncodeAsync(await ManyTracks.MakeAsync(extension, subtitles));

        result.Video.Warning.Should().BeNull();
        // FFmpeg doesn't read track titles from MP4.
        var german = extension == "mkv" ? "Kommentar OpaURI=x" : "Deutsch";
        result
            .Master.Split('\n')
            .Where(line => line.StartsWith("#EXT-X-MEDIA:", StringComparison.Ordinal))
            .Should()
            .Equal(
                """#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2" """.Trim(),
                $"""#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="{german}",LANGUAGE="de",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="audio_1.m3u8" """.Trim(),
                """#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,URI="subtitle_1.m3u8" """.Trim(),
                """#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="Deutsch",LANGUAGE="de",DEFAULT=NO,AUTOSELECT=YES,FORCED=YES,URI="subtitle_2.m3u8" """.Trim()
            );
        Cues(result, "subtitle_1").Select(cue => cue.Text.Trim()).Should().Contain("Hello \"you\"");
        Cues(result, "subtitle_2")
            .Should()
            .Contain(cue =>
                cue.Text.Contains("Hallo</i> & more\non two lines", StringComparison.Ordinal)
                && Math.Abs(cue.Start.TotalSeconds - 1.8) < 0.05
                && Math.Abs(cue.End.TotalSeconds - 4.6) < 0.05
            );
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task An_alternative_audio_track_is_in_sync_and_as_long_as_the_video()
    {
        var result = await _vault.EncodeAsync(await ManyTracks.MakeAsync("mkv", "srt"));

        var (picture, first) = (await TimesAsync(result, "480p", 'v'), await TimesAsync(result, "480p", 'a'));
        var other = await TimesAsync(result, "audio_1", 'a');
        other[0].Should().Be(first[0]);
        other[^1].Should().Be(first[^1]);
        picture[0].Should().Be(Begin, "subtitles count on it");
        result
            .Segments("audio_1")
            .Sum(segment => segment.Duration.TotalSeconds)
            .Should()
            .BeApproximately(ManyTracks.Seconds, 0.05);
        (await PitchAsync(result, "480p")).Should().BeApproximately(440, 5);
        (await PitchAsync(result, "audio_1")).Should().BeApproximately(1200, 5);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_file_with_one_audio_track_has_no_audio_renditions()
    {
        var result = await _vault.EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, 1)));

        result.Master.Should().Contain("VERSION:3").And.NotContainAny("EXT-X-MEDIA", "AUDIO=", "SUBTITLES=");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Every_track_of_a_source_that_is_copied_first_comes_along()
    {
        var film = await ManyTracks.MakeAsync("mkv", "srt");
        var clip = await Clips.MakeAsync(
            "two-sounds.ts",
            ["-i", film, "-map", "0:v", "-map", "0:a", "-c:v", "copy", "-c:a", "aac", "-shortest"]
        );

        var result = await _vault.EncodeAsync(clip);

        result.Master.Should().Contain("NAME=\"English\"").And.Contain("NAME=\"Deutsch\"");
        (await PitchAsync(result, "480p")).Should().BeApproximately(440, 5);
        (await PitchAsync(result, "audio_1")).Should().BeApproximately(1200, 5);
    }

    [Fact]
    public void Image_subtitles_are_left_out_with_a_warning()
    {
        var report = FfprobeReport.Parse(
            """
            {"format":{"format_name":"matroska,webm","duration":"9"},"streams":[
              {"index":0,"codec_type":"video","codec_name":"h264","width":64,"height":36},
              {"index":1,"codec_type":"subtitle","codec_name":"hdmv_pgs_subtitle"},
              {"index":2,"codec_type":"subtitle","codec_name":"dvd_subtitle"},
              {"index":3,"codec_type":"subtitle","codec_name":"subrip","tags":{"LANGUAGE":"fre"}}]}
            """
        );

        var media = SourceReader.Read(report, "test").Should().BeOfType<ProbeOutcome.Playable>().Which.Media;

        media.Subtitles.Should().Equal(new SubtitleTrack(3) { Language = "fre" });
        media.Warning.Should().Be("2 subtitle tracks were left out: they contain images, not text.");
    }

    [Trait(Tier.Name, Tier.Media)]
    [SharedMediaFact]
    public async Task A_real_film_keeps_two_audio_and_two_subtitle_tracks()
    {
        var result = await _vault.EncodeAsync(SharedMedia.Clip("nasa_2video_2audio_2subs.mp4"));

        Directory.GetFiles(result.Folder, "audio_1_*.ts").Should().NotBeEmpty();
        Cues(result, "subtitle_1").Should().NotBeEmpty();
    }

    private const long Begin = 2 * Decoded.Clock;

    // Decrypts and joins all segments; a cue that is in two of them counts once.
    private List<WebVttCue> Cues(PlayableVideo video, string name)
    {
        using var aes = Aes.Create();
        aes.Key = _vault.Get<ContentKeyStore>().Find(video.Video.Id)!;
        var iv = Convert.FromHexString(Regex.Match(video.Playlist(name), "IV=0x([0-9a-f]{32})").Groups[1].Value);
        return
        [
            .. video
                .Segments(name)
                .Select(segment => File.ReadAllBytes(Path.Combine(video.Folder, segment.Name)))
                .Select(bytes => System.Text.Encoding.UTF8.GetString(aes.DecryptCbc(bytes, iv)))
                .SelectMany(WebVtt.Read)
                .Distinct(),
        ];
    }

    private static async Task<List<long>> TimesAsync(PlayableVideo video, string name, char kind)
    {
        var probe = await RunProgram.Async(
            "ffprobe",
            [
                .. (string[])["-v", "error", "-allowed_extensions", "ALL", "-select_streams", $"{kind}:0"],
                .. (string[])["-show_entries", "packet=pts", "-of", "csv=p=0"],
                Path.Combine(video.Folder, $"{name}.m3u8"),
            ]
        );
        return
        [
            .. probe
                .Succeeded()
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => long.Parse(line.Split(',')[0], CultureInfo.InvariantCulture))
                .Order(),
        ];
    }

    private static async Task<double> PitchAsync(PlayableVideo video, string name) =>
        (await DecodedAudio.OfAsync(Path.Combine(video.Folder, $"{name}.m3u8"))).Pitch(1, 2);
}
