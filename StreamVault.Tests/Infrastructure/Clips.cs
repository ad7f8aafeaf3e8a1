using System.Collections.Concurrent;
using System.Globalization;

namespace StreamVault.Tests.Infrastructure;

/// <summary>A clip to generate: FFmpeg's moving test pattern, optionally with a tone.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Seconds">Length.</param>
/// <param name="Rate">Frames per second as FFmpeg writes it: <c>25</c>, <c>30000/1001</c>.</param>
/// <param name="Sound">With a 440 Hz tone.</param>
/// <param name="Extension">The file extension, which selects the container: <c>mp4</c>, <c>mkv</c>, <c>ts</c>, <c>webm</c> …</param>
public sealed record Clip(
    int Width = 320,
    int Height = 240,
    double Seconds = 2,
    string Rate = "25",
    bool Sound = true,
    string Extension = "mp4"
);

/// <summary>Generates clips with FFmpeg. Each is generated once per run.</summary>
public static class Clips
{
    private static readonly TemporaryFolder Folder = MakeFolder();
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Made = new();

    /// <summary>A clip of 320×240 with audio: two seconds, 50 frames.</summary>
    public static Task<string> SmallAsync() => MakeAsync(new Clip());

    /// <summary>The clip as a file. It is shared, so don't change it.</summary>
    public static Task<string> MakeAsync(Clip clip) =>
        MakeAsync(
            Invariant(
                $"{clip.Width}x{clip.Height}-{clip.Seconds}s-{clip.Rate.Replace('/', '_')}-{clip.Sound}.{clip.Extension}"
            ),
            [
                .. VideoSource(clip),
                .. clip.Sound ? AudioSource(clip) : [],
                .. (string[])["-c:v", clip.Extension == "webm" ? "libvpx" : "libx264"],
                .. clip.Extension == "webm" ? ["-b:v", "500k"] : (string[])["-preset", "ultrafast"],
                "-pix_fmt",
                "yuv420p",
            ]
        );

    /// <summary>Any other file that FFmpeg can generate. The arguments don't include the output.</summary>
    public static Task<string> MakeAsync(string name, params string[] arguments) =>
        Made.GetOrAdd(
            name,
            _ => new Lazy<Task<string>>(async () =>
            {
                var path = Folder.At(name);
                string[] all = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y", .. arguments, $"file:{path}"];
                (await RunProgram.Async("ffmpeg", all)).Succeeded();
                return path;
            })
        ).Value;

    /// <summary>Writes a file with these bytes, such as one that isn't a video.</summary>
    public static string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Folder.At(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string[] VideoSource(Clip clip) =>
        [
            "-f",
            "lavfi",
            "-i",
            Invariant($"testsrc2=size={clip.Width}x{clip.Height}:rate={clip.Rate}:duration={clip.Seconds}"),
        ];

    private static string[] AudioSource(Clip clip) =>
        ["-f", "lavfi", "-i", Invariant($"sine=frequency=440:sample_rate=48000:duration={clip.Seconds}")];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static TemporaryFolder MakeFolder()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    }
}
