using System.Collections.Concurrent;
using System.Globalization;

namespace StreamVault.Tests.Infrastructure;

/// <summary>A clip to make: a moving test picture with a counter-like pattern and, if wanted, a tone.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Seconds">Length.</param>
/// <param name="Rate">Frames per second as FFmpeg writes it: <c>25</c>, <c>30000/1001</c>.</param>
/// <param name="Sound">With a 440 Hz tone.</param>
/// <param name="Extension">What the container is chosen by: <c>mp4</c>, <c>mkv</c>, <c>ts</c>, <c>webm</c> …</param>
public sealed record Clip(
    int Width = 320,
    int Height = 240,
    double Seconds = 2,
    string Rate = "25",
    bool Sound = true,
    string Extension = "mp4"
);

/// <summary>Clips made by FFmpeg on the spot, each once a run.</summary>
public static class Clips
{
    private static readonly TemporaryFolder Folder = MakeFolder();
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Made = new();

    /// <summary>A clip of 320×240, two seconds, with sound: 50 frames.</summary>
    public static Task<string> SmallAsync() => MakeAsync(new Clip());

    /// <summary>The clip as a file; do not change it, others use it too.</summary>
    public static Task<string> MakeAsync(Clip clip) =>
        MakeAsync(
            Invariant(
                $"{clip.Width}x{clip.Height}-{clip.Seconds}s-{clip.Rate.Replace('/', '_')}-{clip.Sound}.{clip.Extension}"
            ),
            [
                .. Picture(clip),
                .. clip.Sound ? Tone(clip) : [],
                .. (string[])["-c:v", clip.Extension == "webm" ? "libvpx" : "libx264"],
                .. clip.Extension == "webm" ? ["-b:v", "500k"] : (string[])["-preset", "ultrafast"],
                "-pix_fmt",
                "yuv420p",
            ]
        );

    /// <summary>Any other file that FFmpeg can make, as a file of that name; the arguments leave out the output.</summary>
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

    /// <summary>A file of that name and these bytes: what is not a video at all.</summary>
    public static string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Folder.At(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string[] Picture(Clip clip) =>
        [
            "-f",
            "lavfi",
            "-i",
            Invariant($"testsrc2=size={clip.Width}x{clip.Height}:rate={clip.Rate}:duration={clip.Seconds}"),
        ];

    private static string[] Tone(Clip clip) =>
        ["-f", "lavfi", "-i", Invariant($"sine=frequency=440:sample_rate=48000:duration={clip.Seconds}")];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static TemporaryFolder MakeFolder()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    }
}
