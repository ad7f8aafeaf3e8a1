using System.Globalization;
using System.Runtime.InteropServices;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Audio;

/// <summary>The samples of decoded audio: stereo at 48 kHz, from the start of the video.</summary>
public sealed record DecodedAudio(float[] Left, float[] Right)
{
    public const int Rate = 48_000;

    public double Seconds => Left.Length / (double)Rate;

    /// <summary>Decodes all audio of a file or playlist.</summary>
    public static async Task<DecodedAudio> OfAsync(string file)
    {
        using var folder = new TemporaryFolder();
        var raw = folder.At("raw");
        var options = file.EndsWith(".m3u8", StringComparison.Ordinal) ? (string[])["-allowed_extensions", "ALL"] : [];
        (
            await RunProgram.Async(
                "ffmpeg",
                [
                    .. (string[])["-nostdin", "-v", "error", .. options, "-i", file, "-map", "0:a:0"],
                    .. (string[])["-ac", "2", "-ar", Rate.ToString(CultureInfo.InvariantCulture), "-f", "f32le", raw],
                ]
            )
        ).Succeeded();
        // An AAC stream starts with a priming frame, which MP4 marks but a transport stream does not.
        var warmUp = options.Length > 0 ? 2 * 1024 : 0;
        var samples = MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(raw))[warmUp..].ToArray();
        return new DecodedAudio([.. samples.Where((_, i) => i % 2 == 0)], [.. samples.Where((_, i) => i % 2 == 1)]);
    }

    /// <summary>The level of a time span in dB below full scale, of both channels together.</summary>
    public double Decibels(double from, double seconds) =>
        10
        * Math.Log10(
            Part(Left, from, seconds).Concat(Part(Right, from, seconds)).Average(sample => (double)sample * sample)
                + 1e-12
        );

    /// <summary>The pitch of a pure tone in a time span of the left channel, in Hz.</summary>
    public double Pitch(double from, double seconds)
    {
        var part = Part(Left, from, seconds).ToList();
        return part.Zip(part.Skip(1)).Count(pair => pair.First < 0 && pair.Second >= 0) / seconds;
    }

    /// <summary>The strength of a tone in a time span of the left channel (Goertzel), 1 for a full-scale sine.</summary>
    public double Strength(double frequency, double from, double seconds) => Strength(Left, frequency, from, seconds);

    public static double Strength(float[] channel, double frequency, double from, double seconds)
    {
        var (cosine, sine, count) = (0.0, 0.0, 0);
        foreach (var sample in Part(channel, from, seconds))
        {
            var angle = 2 * Math.PI * frequency * count++ / Rate;
            cosine += sample * Math.Cos(angle);
            sine += sample * Math.Sin(angle);
        }

        return 2 * Math.Sqrt(cosine * cosine + sine * sine) / count;
    }

    private static IEnumerable<float> Part(float[] channel, double from, double seconds) =>
        channel.Skip((int)(from * Rate)).Take((int)(seconds * Rate));
}
