using StreamVault.Core.Recording;

namespace StreamVault.Core.Media;

/// <summary>Hands what FFprobe found about a recording to those who make sense of it.</summary>
internal static class SourceFacts
{
    /// <param name="report">What FFprobe said.</param>
    /// <param name="start">The file's first time stamp: chapters are counted from it.</param>
    public static FileFacts Of(FfprobeReport report, TimeSpan start) =>
        FileFacts.Read(
            report.Format?.Tags ?? [],
            (report.Streams ?? []).Select(stream => stream.Tags?.GetValueOrDefault("handler_name")).OfType<string>(),
            (report.Chapters ?? []).Select(chapter => new Chapter(
                Seconds(chapter.StartTime, start),
                Seconds(chapter.EndTime, start),
                chapter.Tags?.GetValueOrDefault("title") ?? ""
            ))
        );

    private static double Seconds(string? text, TimeSpan start) =>
        FfprobeReport.Seconds(text) is { } time ? Math.Max(0, (time - start).TotalSeconds) : double.NaN;
}
