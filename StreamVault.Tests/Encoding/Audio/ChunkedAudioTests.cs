using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Audio;

/// <summary>Audio has no seams at segment and chunk boundaries.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class ChunkedAudioTests
{
    [Theory]
    [InlineData("sine=frequency=440:sample_rate=48000:d=4")]
    [InlineData("aevalsrc=exprs='0.4*sin(2*PI*(200+150*t)*t)|0.4*sin(2*PI*(900-60*t)*t)':s=48000:d=4")]
    [InlineData("anoisesrc=color=pink:sample_rate=44100:amplitude=0.4:seed=5:d=4,aformat=channel_layouts=stereo")]
    public async Task Chunked_audio_is_identical_to_a_single_pass_encode(string sound)
    {
        var clip = await Clips.MakeAsync(
            $"border-sound-{sound.Length}.mkv",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=128x72:r=25:d=4", "-f", "lavfi", "-i", sound],
                .. (string[])["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "flac"],
            ]
        );
        // The reference: FFmpeg encodes the whole audio once with the same settings.
        var onePiece = await DecodedAudio.OfAsync(
            await Clips.MakeAsync(
                $"border-sound-{sound.Length}.m4a",
                ["-i", clip, "-vn", "-ac", "2", "-ar", "48000", "-c:a", "aac", "-b:a", "64k"]
            )
        );
        await using var vault = await EncodingVault.OpenAsync(
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "1")
        );

        var result = await vault.EncodeAsync(clip);

        var heard = await DecodedAudio.OfAsync(Path.Combine(result.Folder, "480p.m3u8"));
        heard.Seconds.Should().BeApproximately(4, 0.03);
        var compared = Math.Min(heard.Left.Length, onePiece.Left.Length) - 2048;
        compared.Should().BeGreaterThan((int)(3.9 * DecodedAudio.Rate));
        Worst(heard.Left, onePiece.Left, compared).Should().BeLessThan(0.001f, "no border is heard, left");
        Worst(heard.Right, onePiece.Right, compared).Should().BeLessThan(0.001f, "no border is heard, right");
        result.Playlist("480p").Should().NotContain("DISCONTINUITY");
    }

    private static float Worst(float[] heard, float[] expected, int count) =>
        heard.Take(count).Zip(expected, (a, b) => Math.Abs(a - b)).Max();
}
