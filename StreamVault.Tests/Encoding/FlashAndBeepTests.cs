using StreamVault.Tests.Encoding.Audio;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Packaging;

namespace StreamVault.Tests.Encoding;

/// <summary>Audio sync, with a flash and a beep every second.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class FlashAndBeepTests
{
    private const double Bound = 0.04;

    [Theory]
    [InlineData("plain.mp4", "", "", "", 1)]
    [InlineData("variable.mkv", ",setpts='PTS+(0.014*sin(N*1.7)+0.003*sin(N))/TB'", "", "", 1)]
    [InlineData("late-picture.mkv", "", "-itsoffset 0.7", "", 1)]
    [InlineData("late-sound.mkv", "", "", "-itsoffset 0.7", 1)]
    [InlineData("camera.ts", "", "", "", 1)]
    [InlineData("late-picture.ts", "", "-itsoffset 0.7", "", 60)]
    [InlineData("late-picture.mpg", "", "-itsoffset 0.7", "", 60)]
    [InlineData("late-sound.flv", "", "", "-itsoffset 0.7", 60)]
    public async Task Audio_and_video_stay_in_sync(
        string name,
        string filter,
        string picture,
        string sound,
        int segmentsPerChunk
    )
    {
        var clip = await Clips.MakeAsync(
            $"flash-{name}",
            [
                .. picture.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                .. (string[])["-f", "lavfi", "-i"],
                $"color=black:s=128x72:r=30:d=6,geq=lum='if(between(mod(N,30),12,17),235,16)':cb=128:cr=128{filter}",
                .. sound.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                .. (string[])["-f", "lavfi", "-i"],
                "aevalsrc=exprs='if(between(mod(t+0.00001,1),0.4,0.6),0.7*sin(2*PI*1000*t),0)':s=44100:d=6",
                .. (string[])["-map", "0", "-map", "1", "-fps_mode", "passthrough", "-pix_fmt", "yuv420p"],
                .. (string[])["-c:v", "libx264", "-preset", "ultrafast", "-g", "45", "-bf", "2"],
                .. (string[])["-c:a", Path.GetExtension(name) == ".mpg" ? "mp2" : "aac"],
            ]
        );
        await using var vault = await EncodingVault.OpenAsync(
            ("Encoding:SegmentDuration", "00:00:02"),
            ("Encoding:SegmentsPerChunk", $"{segmentsPerChunk}")
        );

        var result = await vault.EncodeAsync(clip);

        var apart = (picture.Length > 0 ? 0.7 : 0) - (sound.Length > 0 ? 0.7 : 0);
        var (flashes, beeps) = (await FlashesAsync(result), await BeepsAsync(result));
        flashes.Should().HaveCount(6).And.HaveSameCount(beeps);
        flashes.Zip(beeps, (flash, beep) => flash - beep - apart).Should().OnlyContain(d => Math.Abs(d) < Bound);
        flashes.Zip(flashes.Skip(1), (a, b) => b - a).Should().OnlyContain(d => Math.Abs(d - 1) < 0.05, "no drift");
    }

    private static async Task<List<double>> FlashesAsync(PlayableVideo video)
    {
        var light = (await NumberedFrames.ReadAsync(Path.Combine(video.Folder, "480p.m3u8")))
            .Select(number => number > 127)
            .ToList();
        var rate = light.Count / video.Video.DurationSeconds!.Value;
        return [.. Enumerable.Range(1, light.Count - 1).Where(i => light[i] && !light[i - 1]).Select(i => i / rate)];
    }

    private static async Task<List<double>> BeepsAsync(PlayableVideo video)
    {
        var heard = (await DecodedAudio.OfAsync(Path.Combine(video.Folder, "480p.m3u8"))).Left;
        var beeps = new List<double>();
        for (var i = 0; i < heard.Length; i++)
        {
            if (Math.Abs(heard[i]) > 0.25 && (beeps.Count == 0 || i / (double)DecodedAudio.Rate - beeps[^1] > 0.5))
            {
                beeps.Add(i / (double)DecodedAudio.Rate);
            }
        }

        return beeps;
    }
}
