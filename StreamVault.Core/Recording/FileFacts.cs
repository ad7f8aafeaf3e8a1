using System.Globalization;

namespace StreamVault.Core.Recording;

/// <summary>What a file says about its recording. Everything is bounded and safe to show as text.</summary>
/// <param name="WithOffset">The camera's local time with its offset.</param>
/// <param name="Created">The container's creation time.</param>
/// <param name="Camera">Make and model of the camera or phone.</param>
/// <param name="Place">Where it was recorded.</param>
/// <param name="Tags">What else it says, without anything that names a place.</param>
/// <param name="Chapters">Its chapters, in order.</param>
public sealed record FileFacts(
    DateTimeOffset? WithOffset,
    DateTimeOffset? Created,
    string? Camera,
    Place? Place,
    IReadOnlyList<FileTag> Tags,
    IReadOnlyList<Chapter> Chapters
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

    // How the file is built, not what it shows.
    private static readonly string[] Machinery = ["major_brand", "minor_version", "compatible_brands"];

    // What may lead to a place, whatever the camera calls it.
    private static readonly string[] PlaceWords = ["location", "gps", "xyz", "latitude", "longitude", "loci", "geo"];

    /// <summary>Makes sense of a file's tags.</summary>
    /// <param name="tags">The container's tags.</param>
    /// <param name="trackNames">What the tracks call their handlers: <c>GoPro AVC</c>.</param>
    /// <param name="chapters">Its chapters as they stand there.</param>
    internal static FileFacts Read(
        IEnumerable<KeyValuePair<string, string>> tags,
        IEnumerable<string> trackNames,
        IEnumerable<Chapter> chapters
    )
    {
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in tags)
        {
            said.TryAdd(name, value);
        }

        string? First(string[] names) =>
            names.Select(said.GetValueOrDefault).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

        var taken = Makes.Concat(Models).Concat(Dates).Concat(Machinery).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new FileFacts(
            Time(said.GetValueOrDefault("com.apple.quicktime.creationdate"), assumeUtc: false),
            Time(said.GetValueOrDefault("creation_time"), assumeUtc: true),
            CameraOf(First(Makes), First(Models)) ?? KnownBy(said, trackNames),
            Places
                .Select(said.GetValueOrDefault)
                .OfType<string>()
                .Select(Place.Parse)
                .FirstOrDefault(p => p is not null),
            [
                .. said.Where(tag => !taken.Contains(tag.Key) && !MayNameAPlace(tag))
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

    // Action cameras leave no make; GoPro names its tracks, DJI its encoder.
    private static string? KnownBy(Dictionary<string, string> said, IEnumerable<string> trackNames) =>
        trackNames.Any(name => name.Contains("GoPro", StringComparison.Ordinal)) ? "GoPro"
        : said.GetValueOrDefault("encoder") is { } encoder && encoder.StartsWith("DJI", StringComparison.Ordinal)
            ? TagText.Of(encoder, MaxCameraLength)
        : null;

    private static bool IsSound(Chapter chapter) =>
        double.IsFinite(chapter.StartSeconds) && chapter.StartSeconds >= 0 && chapter.EndSeconds > chapter.StartSeconds;

    private static Chapter Named(Chapter chapter, int at) =>
        chapter with
        {
            Title = TagText.Of(chapter.Title, MaxChapterLength) is { Length: > 0 } title
                ? title
                : string.Create(CultureInfo.InvariantCulture, $"Chapter {at + 1}"),
        };
}
