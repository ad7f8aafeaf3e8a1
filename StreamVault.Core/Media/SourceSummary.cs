using System.Globalization;

namespace StreamVault.Core.Media;

/// <summary>A source in a few words: <c>3840×2160 · 59.94 fps · HEVC HDR · AAC</c>.</summary>
internal static class SourceSummary
{
    public static string Of(VideoTrack video, string? audioCodec)
    {
        var (width, height) = video.DisplaySize;
        var rate = FrameRateChoice.Nominal(video);
        return string.Join(
            " · ",
            string.Create(CultureInfo.InvariantCulture, $"{width:0}×{height:0}"),
            string.Create(CultureInfo.InvariantCulture, $"{rate.PerSecond:0.##} fps"),
            Name(video.Codec) + (video.Color.IsHdr ? " HDR" : ""),
            audioCodec is null ? "no audio" : Name(audioCodec)
        );
    }

    private static string Name(string codec) =>
        codec switch
        {
            "h264" => "H.264",
            "h263" => "H.263",
            "mpeg4" => "MPEG-4",
            "mpeg2video" => "MPEG-2",
            "mpeg1video" => "MPEG-1",
            "mjpeg" => "Motion JPEG",
            "prores" => "ProRes",
            "dvvideo" => "DV",
            "theora" => "Theora",
            "vorbis" => "Vorbis",
            "opus" => "Opus",
            "ac3" => "AC-3",
            "eac3" => "E-AC-3",
            _ when codec.StartsWith("pcm_", StringComparison.Ordinal) => "PCM",
            _ => codec.ToUpperInvariant(),
        };
}
