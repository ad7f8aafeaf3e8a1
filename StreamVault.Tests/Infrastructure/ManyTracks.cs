namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// A video of eight seconds with two audio tracks, a 440 Hz tone in English and a 1200 Hz tone in German, and two subtitle
/// tracks, English and forced German.
/// </summary>
public static class ManyTracks
{
    public const double Seconds = 8;

    /// <summary>The title of the German audio track. A playlist can't contain it unescaped.</summary>
    public const string GermanTitle = "Kommentar \"Opa\"\nURI=\"x\"";

    /// <summary>Generates the video.</summary>
    /// <param name="extension">The container: <c>mkv</c>, <c>mp4</c>.</param>
    /// <param name="subtitleCodec">The codec of the subtitles: <c>srt</c>, <c>ass</c>, <c>mov_text</c>, <c>webvtt</c>.</param>
    public static Task<string> MakeAsync(string extension, string subtitleCodec) =>
        Clips.MakeAsync(
            $"many-tracks-{subtitleCodec}.{extension}",
            [
                .. (string[])["-f", "lavfi", "-i", $"testsrc2=s=320x180:r=25:d={Seconds}"],
                .. (string[])["-f", "lavfi", "-i", $"sine=frequency=440:d={Seconds}:sample_rate=48000"],
                .. (string[])["-f", "lavfi", "-i", $"sine=frequency=1200:d={Seconds}:sample_rate=48000"],
                .. (string[])["-i", Subtitles("english.srt", "Hello"), "-i", Subtitles("german.srt", "Hallo")],
                .. (string[])["-map", "0", "-map", "1", "-map", "2", "-map", "3", "-map", "4"],
                .. (string[])["-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-pix_fmt", "yuv420p"],
                .. (string[])["-c:a", "flac", "-strict", "-2", "-c:s", subtitleCodec],
                .. (string[])["-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=deu"],
                .. (string[])["-metadata:s:a:1", $"title={GermanTitle}", "-disposition:a:0", "default"],
                .. (string[])["-metadata:s:s:0", "language=eng", "-metadata:s:s:1", "language=ger"],
                .. (string[])["-disposition:s:0", "0", "-disposition:s:1", "forced"],
            ]
        );

    private static string Subtitles(string name, string greeting) =>
        Clips.Write(
            name,
            System.Text.Encoding.UTF8.GetBytes(
                $"""
                1
                00:00:00,500 --> 00:00:01,500
                {greeting} "you"

                2
                00:00:01,800 --> 00:00:04,600
                <i>{greeting}</i> & more
                on two lines

                """
            )
        );
}
