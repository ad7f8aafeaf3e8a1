using System.Globalization;

namespace StreamVault.Core.Ffmpeg;

/// <summary>Formats values for FFmpeg's command line. Pure.</summary>
internal static class FfmpegText
{
    /// <summary>A time in seconds with six decimal places.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
