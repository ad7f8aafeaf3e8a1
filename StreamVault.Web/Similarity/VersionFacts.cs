using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Core.Storage;
using StreamVault.Web.Library;

namespace StreamVault.Web.Similarity;

/// <summary>One fact about two similar videos.</summary>
/// <param name="Name">The name of the fact.</param>
/// <param name="First">Its value for the first video.</param>
/// <param name="Second">Its value for the second video.</param>
internal sealed record VersionFact(string Name, string First, string Second)
{
    /// <summary>Whether the values differ.</summary>
    public bool Differs => First != Second;
}

/// <summary>What a person compares before choosing one of two similar videos.</summary>
internal static class VersionFacts
{
    private const string Unknown = "Unknown";

    /// <summary>Lists the facts.</summary>
    public static IReadOnlyList<VersionFact> Of(Video first, Video second) =>
        [
            Fact("Length", first, second, video => video.DurationSeconds is { } s ? Readable.Length(s) : Unknown),
            Fact("Frame size", first, second, video => SourcePart(video, 0)),
            Fact("Frame rate", first, second, video => SourcePart(video, 1)),
            Fact("Codec", first, second, video => SourcePart(video, 2)),
            Fact("Sound", first, second, Sound),
            Fact("File size", first, second, video => video.FileSizeBytes is { } b ? ByteText.Of(b) : Unknown),
            Fact("Original", first, second, video => video.OriginalBytes is null ? "Not kept" : "Kept"),
            Fact("Date filmed", first, second, DateFilmed),
            Fact("File name", first, second, video => video.OriginalFilename),
        ];

    private static VersionFact Fact(string name, Video first, Video second, Func<Video, string> value) =>
        new(name, value(first), value(second));

    // The summary is "1920×1080 · 29.97 fps · HEVC · AAC".
    private static string SourcePart(Video video, int index) =>
        video.SourceSummary?.Split(" · ").ElementAtOrDefault(index) ?? Unknown;

    private static string Sound(Video video) => SourcePart(video, 3) is "no audio" ? "None" : SourcePart(video, 3);

    private static string DateFilmed(Video video) => video.Date is { } date ? DateText.Of(date) : Unknown;
}
