using System.Globalization;

namespace StreamVault.Core.Recording;

/// <summary>The facts about a recording that its file contains. All texts are limited in length and safe to show.</summary>
/// <param name="WithOffset">The camera's local time with its UTC offset.</param>
/// <param name="Created">The container's creation time.</param>
/// <param name="Camera">Make and model of the camera or phone.</param>
/// <param name="Place">Where it was recorded.</param>
/// <param name="Tags">Other tags, without any that may reveal a place.</param>
/// <param name="Chapters">Its chapters, in order.</param>
public sealed record FileFacts(
    DateTimeOffset? WithOffset,
    DateTimeOffset? Created,
    string? Camera,
    Place? Place,
    IReadOnlyList<FileTag> Tags,
    IReadOnlyList<FileChapter> Chapters
)
{
    private const int MaxCameraLength = 100;
    private const int MaxTags = 40;
    private const int MaxTagNameLength = 60;
    private const int MaxTagLength = 300;
    private const int MaxChapters = 200;
    private const int MaxChapterLength = 120;

    private static readonly string[] Makes =
    [
        "com.apple.quicktime.make",
        "com.android.manufacturer",
        "make",
        "manufacturer",
    ];

    private static readonly string[] Models = ["com.apple.quicktime.model", "com.android.model", "model"];

    private static readonly string[] Places = ["com.apple.quicktime.location.ISO6709", "location", "location-eng"];

    private static readonly string[] Dates = ["com.apple.quicktime.creationdate", "creation_time"];

    // About the file format, not the recording.
    private static readonly string[] FormatTags = ["major_brand", "minor_version", "compatible_brands"];

    // May reveal a place, whatever the camera calls them.
    private static readonly string[] PlaceWords = ["location", "gps", "xyz", "latitude", "longitude", "loci", "geo"];

    /// <summary>Reads the facts from a file's tags.</summary>
    /// <param name="tags">The container's tags.</param>
    /// <param name="trackNames">The handler names of the tracks: <c>GoPro AVC</c>.</param>
    /// <param name="chapters">Its chapters as they are in the file.</param>
    internal static FileFacts Read(
        IEnumerable<KeyValuePair<string, string>> tags,
        IEnumerable<string> trackNames,
        IEnumerable<FileChapter> chapters
    )
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in tags)
        {
            values.TryAdd(name, value);
        }

        string? First(string[] names) =>
            names.Select(values.GetValueOrDefault).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

        var known = Makes.Concat(Models).Concat(Dates).Concat(FormatTags).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new FileFacts(
            Time(values.GetValueOrDefault("com.apple.quicktime.creationdate"), assumeUtc: false),
            Time(values.GetValueOrDefault("creation_time"), assumeUtc: true),
            CameraOf(First(Makes), First(Models)) ?? CameraByKnownTags(values, trackNames),
            Places
                .Select(values.GetValueOrDefault)
                .OfType<string>()
                .Select(Place.Parse)
                .FirstOrDefault(p => p is not null),
            [
                .. values
                    .Where(tag => !known.Contains(tag.Key) && !MayNameAPlace(tag))
                    .Select(tag => new FileTag(
                        TagText.Of(tag.Key, MaxTagNameLength),
                        TagText.Of(tag.Value, MaxTagLength)
                    ))
                    .Where(tag => tag.Name.Length > 0 && tag.Value.Length > 0)
                    .Take(MaxTags),
            ],
            [.. chapters.Where(IsSound).OrderBy(chapter => chapter.StartSeconds).Take(MaxChapters).Select(Named)]
        );
    }

    private static bool MayNameAPlace(KeyValuePair<string, string> tag) =>
        PlaceWords.Any(word => tag.Key.Contains(word, StringComparison.OrdinalIgnoreCase))
        || Place.Parse(tag.Value.Trim()) is not null;

    private static DateTimeOffset? Time(string? text, bool assumeUtc)
    {
        // Apple writes +0200, which .NET reads only as +02:00.
        if (text is [.., '+' or '-', _, _, _, _] && text.Contains('T', StringComparison.Ordinal))
        {
            text = text[..^2] + ":" + text[^2..];
        }

        var hasOffset = text is [.., 'Z'] or [.., '+' or '-', _, _, ':', _, _];
        return
            (assumeUtc || hasOffset)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }

    private static string? CameraOf(string? make, string? model)
    {
        var (maker, name) = (TagText.Of(make, MaxCameraLength), TagText.Of(model, MaxCameraLength));
        var both = name.StartsWith(maker, StringComparison.OrdinalIgnoreCase) ? name : $"{maker} {name}";
        return TagText.Of(both, MaxCameraLength) is { Length: > 0 } camera ? camera : null;
    }

    // Action cameras write no make; GoPro is recognized by its track names, DJI by its encoder.
    private static string? CameraByKnownTags(Dictionary<string, string> values, IEnumerable<string> trackNames) =>
        trackNames.Any(name => name.Contains("GoPro", StringComparison.Ordinal)) ? "GoPro"
        : values.GetValueOrDefault("encoder") is { } encoder && encoder.StartsWith("DJI", StringComparison.Ordinal)
            ? TagText.Of(encoder, MaxCameraLength)
        : null;

    private static bool IsSound(FileChapter chapter) =>
        double.IsFinite(chapter.StartSeconds) && chapter.StartSeconds >= 0 && chapter.EndSeconds > chapter.StartSeconds;

    private static FileChapter Named(FileChapter chapter, int at) =>
        chapter with
        {
            Title = TagText.Of(chapter.Title, MaxChapterLength) is { Length: > 0 } title
                ? title
                : string.Create(CultureInfo.InvariantCulture, $"Chapter {at + 1}"),
        };
}
