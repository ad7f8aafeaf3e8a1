using System.Text.Json;
using System.Text.RegularExpressions;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Core.Text;

namespace StreamVault.Core.Integrity;

/// <summary>The file that a video was made from, as described in its sidecar.</summary>
/// <param name="FileName">Its original file name.</param>
/// <param name="Bytes">Its size in bytes; null if unknown.</param>
/// <param name="Sha256">Its SHA-256 as lower-case hex; null if unknown.</param>
/// <param name="Summary">Its format: <c>1920×1080 · 29.97 fps · HEVC · AAC</c>; null if unknown.</param>
public sealed record SidecarSource(string FileName, long? Bytes, string? Sha256, string? Summary);

/// <summary>
/// All known data about one video, entered by the user or read from its file. It is stored as JSON next to the video's
/// files, so that it survives a lost database. It contains no secrets. Written by <see cref="SidecarWriter"/>.
/// </summary>
public sealed partial record VideoSidecar
{
    /// <summary>The format version that this release writes.</summary>
    public const int CurrentVersion = 1;

    // Far above the limits of a video's fields; a larger file is not a sidecar.
    private const long MaxBytes = 4 << 20;

    // Ten years: far above any video, and far below what a TimeSpan holds.
    internal const double MaxSeconds = 10 * 366 * 86_400d;

    /// <summary>The format version of the file.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The id of the video.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc cref="Video.Title" />
    public required string Title { get; init; }

    /// <inheritdoc cref="Video.Description" />
    public string? Description { get; init; }

    /// <inheritdoc cref="Video.Recorded" />
    public RecordingDate? Recorded { get; init; }

    /// <inheritdoc cref="Video.Camera" />
    public string? Camera { get; init; }

    /// <inheritdoc cref="Video.Place" />
    public Place? Place { get; init; }

    /// <inheritdoc cref="Video.FileTags" />
    public IReadOnlyList<FileTag> Tags { get; init; } = [];

    /// <summary>The names of the tags that the user gave it; null if there are none.</summary>
    public IReadOnlyList<string>? UserTags { get; init; }

    /// <summary>The names of the people in it; null if there are none.</summary>
    public IReadOnlyList<string>? People { get; init; }

    /// <summary>Its albums; null if there are none. <c>library.json</c> has the albums themselves.</summary>
    public IReadOnlyList<SidecarAlbum>? Albums { get; init; }

    /// <summary>True if it is a favourite; otherwise null.</summary>
    public bool? Favourite { get; init; }

    /// <summary>True if it was watched; otherwise null.</summary>
    public bool? Watched { get; init; }

    /// <summary>True if it is private; otherwise null.</summary>
    public bool? Private { get; init; }

    /// <summary>When it was filmed, in EDTF: <c>1998-12-24</c>, <c>1998~</c>; null if unknown.</summary>
    public string? Date { get; init; }

    /// <inheritdoc cref="Video.FileDate" />
    public FileDate? FileDate { get; init; }

    /// <inheritdoc cref="Video.TrashedAt" />
    public DateTimeOffset? TrashedAt { get; init; }

    /// <inheritdoc cref="Video.Chapters" />
    public IReadOnlyList<Chapter> Chapters { get; init; } = [];

    /// <summary>The user's notes, in order of time; null if there are none.</summary>
    public IReadOnlyList<Note>? Notes { get; init; }

    /// <summary>The file that the video was made from.</summary>
    public SidecarSource? Source { get; init; }

    /// <inheritdoc cref="Video.DurationSeconds" />
    public double? DurationSeconds { get; init; }

    /// <inheritdoc cref="Video.Qualities" />
    public IReadOnlyList<string> Qualities { get; init; } = [];

    /// <summary>The warning of the video, even if the user has dismissed it; null if there is none.</summary>
    public string? Warning { get; init; }

    /// <summary>True if the user has dismissed the warning; otherwise null.</summary>
    public bool? WarningDismissed { get; init; }

    /// <inheritdoc cref="Video.CreatedAt" />
    public DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc cref="Video.UpdatedAt" />
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Creates the sidecar of a video in its current state.</summary>
    /// <param name="video">The video.</param>
    /// <param name="organization">Its tags, people and albums.</param>
    public static VideoSidecar Of(Video video, VideoOrganization organization) =>
        new()
        {
            Id = video.Id.Value,
            Title = video.Title,
            Description = video.Description,
            Recorded = video.Recorded,
            Camera = video.Camera,
            Place = video.Place,
            Tags = video.FileTags,
            UserTags = organization.Tags is [] ? null : organization.Tags,
            People = organization.People is [] ? null : organization.People,
            Albums = organization.Albums is [] ? null : organization.Albums,
            Favourite = video.IsFavourite ? true : null,
            Watched = video.IsWatched ? true : null,
            Private = video.IsPrivate ? true : null,
            Date = video.Date?.Text,
            FileDate = video.FileDate,
            TrashedAt = video.TrashedAt,
            Chapters = video.Chapters,
            Notes = video.Notes is [] ? null : video.Notes,
            Source = new SidecarSource(
                video.OriginalFilename,
                video.FileSizeBytes,
                video.SourceSha256,
                video.SourceSummary
            ),
            DurationSeconds = video.DurationSeconds,
            Qualities = video.Qualities,
            Warning = video.Warning ?? video.DismissedWarning,
            WarningDismissed = video is { Warning: null, DismissedWarning: not null } ? true : null,
            CreatedAt = video.CreatedAt,
            UpdatedAt = video.UpdatedAt,
        };

    /// <summary>Creates the sidecar of a video of which only the id is known.</summary>
    /// <param name="id">The video. A version 7 id also contains the upload time.</param>
    /// <param name="now">The upload time if the id doesn't contain one.</param>
    public static VideoSidecar Unknown(VideoId id, DateTimeOffset now)
    {
        var created = id.Value.Version == 7 ? TimeIn(id.Value) : now;
        return new VideoSidecar
        {
            Id = id.Value,
            Title = $"Recovered video {created.UtcDateTime:yyyy-MM-dd HH:mm}",
            CreatedAt = created,
            UpdatedAt = created,
        };
    }

    /// <summary>Creates a row from the sidecar. The caller sets the values that only the files contain.</summary>
    /// <param name="status">The status of the video.</param>
    public Video ToVideo(VideoStatus status) =>
        new()
        {
            Id = new VideoId(Id),
            Title =
                Cut(Title.Trim(), Video.MaxTitleLength) is var title && VisibleText.IsIn(title) ? title : "Untitled",
            Description = Description is null ? null : Cut(Description, Video.MaxDescriptionLength),
            Status = status,
            OriginalFilename = Source?.FileName ?? "unknown",
            DurationSeconds = DurationSeconds,
            FileSizeBytes = Source?.Bytes,
            SourceSha256 = Source?.Sha256,
            SourceSummary = Source?.Summary,
            Qualities = status == VideoStatus.Ready ? [.. Qualities.Where(name => QualityName().IsMatch(name))] : [],
            Warning = WarningDismissed == true ? null : Warning,
            DismissedWarning = WarningDismissed == true ? Warning : null,
            Recorded = Recorded,
            ApproximateDate = ApproximateDate,
            FileDate = FileDate,
            IsFavourite = Favourite == true,
            IsWatched = Watched == true,
            IsPrivate = Private == true,
            TrashedAt = TrashedAt,
            Camera = Camera,
            Place = Place,
            FileTags = Tags,
            Chapters = Chapters,
            Notes = Notes ?? [],
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };

    /// <summary>The entered date if it isn't an exact day; an exact one is in <see cref="Recorded"/>.</summary>
    internal EdtfDate? ApproximateDate =>
        EdtfDate.TryParse(Date, null, out var date) && !(date.IsExactDay && Recorded is not null) ? date : null;

    /// <summary>The names of its tags and people, without invalid ones.</summary>
    internal IEnumerable<(TagKind Kind, string Name)> Names =>
        (UserTags ?? [])
            .Select(name => (TagKind.Tag, name))
            .Concat((People ?? []).Select(name => (TagKind.Person, name)))
            .Where(tag => VisibleText.IsIn(tag.name) && tag.name.Trim().Length <= Tag.MaxNameLength);

    /// <summary>Reads a sidecar. Later versions are read as far as they are understood.</summary>
    /// <returns>The sidecar; null if it doesn't exist, or can't be read or understood.</returns>
    public static VideoSidecar? Find(string path)
    {
        try
        {
            return DurableJson.ReadBytes(path, MaxBytes) is { } bytes
                ? JsonSerializer.Deserialize<VideoSidecar>(bytes, DurableJson.Options)?.WithoutBrokenParts()
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsValid(Chapter? chapter) =>
        chapter is { Title: not null, StartSeconds: >= 0 and <= MaxSeconds };

    // An edited or damaged file may contain null where none is allowed. One broken part must not invalidate the others.
    private VideoSidecar WithoutBrokenParts() =>
        this with
        {
            Title = Title ?? "",
            DurationSeconds = DurationSeconds is > 0 and <= MaxSeconds ? DurationSeconds : null,
            Place =
                Place is { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 }
                && Place.Altitude is null or (> -12_000 and < 100_000)
                    ? Place
                    : null,
            Tags = [.. (Tags ?? []).Where(tag => tag is { Name: not null, Value: not null })],
            // Chapters have had ids only since they can be edited. A page needs different ones.
            Chapters =
            [
                .. (Chapters ?? [])
                    .Where(IsValid)
                    .Select(chapter => chapter.Id == default ? chapter with { Id = Guid.CreateVersion7() } : chapter),
            ],
            Notes = Notes is null
                ? null
                :
                [
                    .. Notes
                        .Where(note => note is { Text: not null, AtSeconds: >= 0 and <= MaxSeconds })
                        .Select(note => note.Id == default ? note with { Id = Guid.CreateVersion7() } : note),
                ],
            Qualities = [.. (Qualities ?? []).OfType<string>()],
            UserTags = UserTags is null ? null : [.. UserTags.OfType<string>()],
            People = People is null ? null : [.. People.OfType<string>()],
            Albums = Albums is null ? null : [.. Albums.Where(album => album is { Title: not null })],
            Source = Source is { FileName: null } ? Source with { FileName = "unknown" } : Source,
        };

    /// <summary>Writes the sidecar atomically. Does nothing if the content is unchanged.</summary>
    /// <exception cref="IOException">The disk is full, or the folder no longer exists.</exception>
    public void Save(string path) => DurableJson.Save(path, this);

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    // RFC 9562, section 5.7: the first 48 bits are milliseconds since 1970.
    private static DateTimeOffset TimeIn(Guid id)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        var milliseconds = bytes.Take(6).Aggregate(0L, (sum, part) => (sum << 8) | part);
        // 48 bits reach beyond the year 9999.
        return DateTimeOffset.FromUnixTimeMilliseconds(
            Math.Min(milliseconds, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        );
    }

    [GeneratedRegex(@"\A[0-9]{3,4}p\z")]
    private static partial Regex QualityName();
}
