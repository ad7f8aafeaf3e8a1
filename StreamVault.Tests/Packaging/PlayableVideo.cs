using System.Globalization;
using System.Text.Json;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Packaging;

/// <summary>A ready video, played by FFmpeg in its folder.</summary>
public sealed record PlayableVideo(Video Video, string Folder)
{
    public string Master => File.ReadAllText(Path.Combine(Folder, "master.m3u8"));

    public string Playlist(string quality) => File.ReadAllText(Path.Combine(Folder, $"{quality}.m3u8"));

    /// <summary>The name and length of each segment of a quality, audio or subtitle track.</summary>
    public IReadOnlyList<(string Name, TimeSpan Duration)> Segments(string name)
    {
        const string length = "#EXTINF:";
        var lines = Playlist(name).Split('\n');
        return
        [
            .. lines
                .Zip(lines.Skip(1))
                .Where(two => two.First.StartsWith(length, StringComparison.Ordinal))
                .Select(two =>
                    (
                        two.Second,
                        TimeSpan.FromSeconds(
                            double.Parse(two.First[length.Length..].TrimEnd(','), CultureInfo.InvariantCulture)
                        )
                    )
                ),
        ];
    }

    /// <summary>Decodes all video and audio of a quality.</summary>
    public async Task<Decoded> DecodeAsync(string? quality = null)
    {
        var name = quality ?? Video.Qualities[0];
        var playlist = Path.Combine(Folder, $"{name}.m3u8");
        var output = await RunProgram.Async(
            "ffprobe",
            [
                .. (string[])["-v", "error", "-allowed_extensions", "ALL", "-of", "json", "-show_streams"],
                .. (string[])["-show_frames", "-show_entries", "frame=media_type,pts,nb_samples", $"file:{playlist}"],
            ]
        );
        output.Succeeded().Error.Should().BeEmpty("{0} must play without a complaint", name);
        return Decoded.Parse(output.Output);
    }

    /// <summary>Format, range, matrix, transfer and primaries of the best quality: <c>yuv420p,tv,bt709,bt709,bt709</c>.</summary>
    public async Task<string> ColorsAsync()
    {
        var output = await RunProgram.Async(
            "ffprobe",
            [
                .. (string[])["-v", "error", "-allowed_extensions", "ALL", "-select_streams", "v:0"],
                .. (string[])["-show_entries", "stream=pix_fmt,color_range,color_space,color_transfer,color_primaries"],
                .. (string[])["-of", "csv=p=0", Path.Combine(Folder, $"{Video.Qualities[0]}.m3u8")],
            ]
        );
        return output.Output.Trim().Split('\n')[0];
    }

    /// <summary>A pixel of the poster or another image, as red, green and blue.</summary>
    public Task<byte[]> PosterAsync(int width, int height) =>
        Pixels.OfAsync(Path.Combine(Folder, "poster.jpg"), 0, width, height);
}

/// <summary>The result of decoding.</summary>
public sealed record Decoded(
    int Width,
    int Height,
    string PixelFormat,
    string AspectRatio,
    IReadOnlyList<long> PictureTimes,
    IReadOnlyList<long> SoundTimes,
    long Samples
)
{
    /// <summary>HLS counts time in 1/90,000 s.</summary>
    public const int Clock = 90_000;

    public int Frames => PictureTimes.Count;

    public double SoundSeconds => Samples / 48_000.0;

    public static Decoded Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var frames = document.RootElement.GetProperty("frames").EnumerateArray().ToList();
        var streams = document.RootElement.GetProperty("streams").EnumerateArray().ToList();
        var picture = streams.Single(stream => stream.GetProperty("codec_type").GetString() == "video");
        return new Decoded(
            picture.GetProperty("width").GetInt32(),
            picture.GetProperty("height").GetInt32(),
            picture.GetProperty("pix_fmt").GetString()!,
            picture.TryGetProperty("sample_aspect_ratio", out var ratio) ? ratio.GetString()! : "1:1",
            Times(frames, "video"),
            Times(frames, "audio"),
            frames.Where(IsSound).Sum(frame => frame.GetProperty("nb_samples").GetInt64())
        );
    }

    private static bool IsSound(JsonElement frame) => frame.GetProperty("media_type").GetString() == "audio";

    private static List<long> Times(List<JsonElement> frames, string type) =>
        [
            .. frames
                .Where(frame => frame.GetProperty("media_type").GetString() == type)
                .Select(frame => frame.GetProperty("pts").GetInt64()),
        ];
}

/// <summary>Single frames as raw pixels.</summary>
public static class Pixels
{
    /// <summary>A frame, scaled, as 3 bytes per pixel.</summary>
    public static async Task<byte[]> OfAsync(string file, int frame, int width, int height)
    {
        using var folder = new TemporaryFolder();
        var raw = folder.At("raw");
        var options = file.EndsWith(".m3u8", StringComparison.Ordinal) ? (string[])["-allowed_extensions", "ALL"] : [];
        (
            await RunProgram.Async(
                "ffmpeg",
                [
                    .. (string[])["-nostdin", "-v", "error", .. options, "-i", file],
                    .. (string[])
                        [
                            "-vf",
                            $"select=eq(n\\,{frame.ToString(CultureInfo.InvariantCulture)}),scale={width}:{height}:flags=area",
                        ],
                    .. (string[])["-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", raw],
                ]
            )
        ).Succeeded();
        return await File.ReadAllBytesAsync(raw);
    }
}
