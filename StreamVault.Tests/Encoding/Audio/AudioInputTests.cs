using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Packaging;

namespace StreamVault.Tests.Encoding.Audio;

/// <summary>All kinds of audio: none, too long, too short, late, one to eight channels.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class AudioInputTests : IAsyncLifetime
{
    private EncodingVault _vault = null!;

    public async Task InitializeAsync() =>
        _vault = await EncodingVault.OpenAsync(
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "2")
        );

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task A_silent_video_stays_silent()
    {
        var result = await _vault.EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, 1, Sound: false)));

        var decoded = await result.DecodeAsync();
        (decoded.Frames, decoded.Samples).Should().Be((25, 0));
        result.Master.Should().NotContain("mp4a");
    }

    [Fact]
    public async Task Longer_audio_plays_over_the_last_frame()
    {
        var clip = await NumberedFrames.MakeAsync("long-audio.mp4", 40, sound: 4);

        var result = await _vault.EncodeAsync(clip);

        var numbers = await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"));
        numbers.Take(40).Should().Equal(Enumerable.Range(0, 40));
        numbers.Skip(40).Should().OnlyContain(number => number == 39).And.HaveCountGreaterThan(58);
        (await result.DecodeAsync()).SoundSeconds.Should().BeApproximately(4, 0.06);
        result.Video.Warning.Should().BeNull();
    }

    [Fact]
    public async Task Audio_that_ends_early_is_followed_by_silence()
    {
        var result = await _vault.EncodeAsync(await NumberedFrames.MakeAsync("short-audio.mp4", 75, sound: 1));

        var decoded = await result.DecodeAsync();
        decoded.Frames.Should().Be(75);
        decoded.SoundSeconds.Should().BeApproximately(3, 0.05);
        var audio = await DecodeAudioAsync(result);
        audio.Decibels(0.2, 0.6).Should().BeGreaterThan(-30);
        audio.Decibels(2, 0.6).Should().BeLessThan(-80);
    }

    [Fact]
    public async Task Audio_that_starts_late_starts_late_in_the_result()
    {
        var clip = await Clips.MakeAsync(
            "late-audio.mkv",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=3"],
                .. (string[])["-itsoffset", "1", "-f", "lavfi", "-i", "sine=d=2:sample_rate=48000"],
                .. (string[])["-map", "0", "-map", "1", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"],
            ]
        );

        var result = await _vault.EncodeAsync(clip);

        var audio = await DecodeAudioAsync(result);
        audio.Decibels(0.1, 0.7).Should().BeLessThan(-80);
        audio.Decibels(1.2, 0.7).Should().BeGreaterThan(-30);
    }

    [Fact]
    public async Task Any_audio_becomes_stereo_of_about_the_same_loudness()
    {
        (string Layout, string Codec, int Rate)[] tracks =
        [
            ("5.1", "pcm_s16le", 48000),
            ("mono", "pcm_s16le", 8000),
            ("stereo", "libmp3lame", 44100),
            ("7.1", "flac", 96000),
        ];
        var clip = await WithTracksAsync(
            "any-audio.mkv",
            [.. tracks.Select(track => $"sine=frequency=300:d=2:sample_rate={track.Rate},{Pan(track.Layout)}")],
            [.. tracks.Select(track => track.Codec)]
        );

        var result = await _vault.EncodeAsync(clip);

        var decoded = await result.DecodeAsync();
        decoded.SoundSeconds.Should().BeApproximately(decoded.Frames / 25.0, 0.05).And.BeApproximately(2, 0.1);
        foreach (var (track, audio) in tracks.Zip(await DecodeTracksAsync(result, tracks.Length)))
        {
            audio.Seconds.Should().BeApproximately(decoded.Frames / 25.0, 0.05, "{0} is as long", track);
            audio.Decibels(0.5, 1).Should().BeInRange(-27, -15, "{0} is as loud", track);
        }
    }

    private static string Pan(string layout) => $"pan={layout}|{(layout == "mono" ? "c0=c0" : "c0=c0|c1=c0")}";

    // A silent picture of two seconds with these audio tracks.
    private static Task<string> WithTracksAsync(string name, string[] sources, string[] codecs) =>
        Clips.MakeAsync(
            name,
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=2"],
                .. sources.SelectMany(source => (string[])["-f", "lavfi", "-i", source]),
                .. Enumerable.Range(0, sources.Length + 1).SelectMany(input => (string[])["-map", $"{input}"]),
                .. (string[])["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"],
                .. codecs.SelectMany((codec, track) => (string[])[$"-c:a:{track}", codec]),
            ]
        );

    // The first track accompanies the video; the others are offered beside it.
    private static async Task<IReadOnlyList<DecodedAudio>> DecodeTracksAsync(PlayableVideo result, int count)
    {
        var tracks = new List<DecodedAudio>();
        for (var track = 0; track < count; track++)
        {
            var name = track == 0 ? result.Video.Qualities[0] : $"audio_{track}";
            tracks.Add(await DecodedAudio.OfAsync(Path.Combine(result.Folder, $"{name}.m3u8")));
        }

        return tracks;
    }

    [Fact]
    public async Task Every_channel_is_downmixed_to_its_side_without_clipping()
    {
        (string Layout, string Channels)[] tracks =
        [
            ("5.1", "FL FR FC LFE BL BR"),
            ("7.1", "FL FR FC LFE BL BR SL SR"),
        ];
        var clip = await WithTracksAsync(
            "channels.mkv",
            [
                .. tracks.Select(track =>
                    Channels(track.Layout, track.Channels.Split(' ').Select((_, i) => $"0.15*sin(2*PI*{Tone(i)}*t)"))
                ),
            ],
            ["flac", "flac"]
        );

        var decoded = await DecodeTracksAsync(await _vault.EncodeAsync(clip), tracks.Length);

        foreach (var (track, audio) in tracks.Zip(decoded))
        {
            AssertSides(track.Channels.Split(' '), audio);
        }
    }

    private static int Tone(int channel) => 300 + 200 * channel;

    private static string Channels(string layout, IEnumerable<string> tones) =>
        $"aevalsrc=exprs={string.Join('|', tones)}:c={layout}:s=48000:d=2";

    private static void AssertSides(string[] names, DecodedAudio audio)
    {
        foreach (var (name, tone) in names.Select((name, i) => (name, Tone(i))))
        {
            var (left, right) = (
                DecodedAudio.Strength(audio.Left, tone, 0.5, 1),
                DecodedAudio.Strength(audio.Right, tone, 0.5, 1)
            );
            switch (name)
            {
                // Meant for a subwoofer, and left out of every down-mix (ITU-R BS.775).
                case "LFE":
                    continue;
                case "FC":
                    left.Should().BeApproximately(right, 0.02).And.BeInRange(0.05, 0.2);
                    continue;
                default:
                    var (near, far) = name.EndsWith('L') ? (left, right) : (right, left);
                    near.Should().BeInRange(0.05, 0.2, "{0} is heard", name);
                    far.Should().BeLessThan(0.02, "{0} is heard on its side only", name);
                    continue;
            }
        }

        audio.Left.Concat(audio.Right).Max(Math.Abs).Should().BeLessThan(1);
    }

    [Fact]
    public async Task Downmixing_does_not_clip_a_loud_film()
    {
        (string Layout, int Channels)[] tracks = [("5.1", 6), ("7.1", 8)];
        var clip = await WithTracksAsync(
            "loud.mkv",
            [
                .. tracks.Select(track =>
                    Channels(track.Layout, Enumerable.Repeat("0.9*sin(2*PI*300*t)", track.Channels))
                ),
            ],
            ["flac", "flac"]
        );

        foreach (var audio in await DecodeTracksAsync(await _vault.EncodeAsync(clip), tracks.Length))
        {
            AssertNotClipped(audio);
        }
    }

    private static void AssertNotClipped(DecodedAudio audio)
    {
        // The codec overshoots where a tone starts abruptly.
        audio
            .Left.Skip(DecodedAudio.Rate / 2)
            .Concat(audio.Right.Skip(DecodedAudio.Rate / 2))
            .Max(Math.Abs)
            .Should()
            .BeLessThan(1);
        audio.Strength(300, 0.5, 1).Should().BeInRange(0.8, 1);
        // Clipping produces overtones.
        audio.Strength(900, 0.5, 1).Should().BeLessThan(0.01);
    }

    private static Task<DecodedAudio> DecodeAudioAsync(PlayableVideo video) =>
        DecodedAudio.OfAsync(Path.Combine(video.Folder, $"{video.Video.Qualities[0]}.m3u8"));
}
