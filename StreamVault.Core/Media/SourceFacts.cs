using StreamVault.Core.Recording;

namespace StreamVault.Core.Media;

/// <summary>Reads the facts about a recording from an FFprobe report.</summary>
internal static class SourceFacts
{
    /// <param name="report">The report.</param>
    /// <param name="start">The file's first timestamp, from which chapters are counted.</param>
    public static FileFacts Of(FfprobeReport report, TimeSpan start) =>
        FileFacts.Read(
            report.Format?.Tags ?? [],
            (report.Streams ?? []).Select(stream => stream.Tags?.GetValueOrDefault("handler_name")).OfType<string>(),
            (report.Chapters ?? []).Select(chapter => new FileChapter(
                Seconds(chapter.StartTime, start),
                Seconds(chapter.EndTime, start),
                chapter.Tags?.GetValueOrDefault("title") ?? ""
            ))
        );

    private static double Seconds(string? text, TimeSpan start) =>
        FfprobeReport.Seconds(text) is { } time ? Math.Max(0, (time - start).TotalSeconds) : double.NaN;
}
