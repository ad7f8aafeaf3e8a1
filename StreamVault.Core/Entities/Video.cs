using StreamVault.Core.Recording;
using StreamVault.Core.Text;

namespace StreamVault.Core.Entities;

/// <summary>A video.</summary>
public sealed partial class Video
{
    /// <summary>Maximum length of a title, in UTF-16 code units.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>Maximum length of a description, in UTF-16 code units.</summary>
    public const int MaxDescriptionLength = 5_000;

    /// <summary>Identifies the video.</summary>
    public VideoId Id { get; init; }

    /// <summary>The title; 1 to <see cref="MaxTitleLength"/> characters.</summary>
    public required string Title
    {
        get;
        set
        {
            field = value;
            TitleKey = NaturalOrder.Key(value);
        }
    }

    /// <summary>The title as a text that sorts in natural order.</summary>
    public string TitleKey { get; private set; } = "";

    /// <summary>The description, if any.</summary>
    public string? Description { get; set; }

    /// <summary>The state.</summary>
    public VideoStatus Status { get; set; }

    /// <summary>The original file name; never used as a path.</summary>
    public required string OriginalFilename { get; init; }

    /// <summary>Duration in seconds: first of the source, then of the encoded result. Null while unknown.</summary>
    public double? DurationSeconds { get; set; }

    /// <summary>Size of the uploaded file in bytes.</summary>
    public long? FileSizeBytes { get; set; }

    /// <summary>The total size of its segments, playlists and poster in bytes; null until it is ready.</summary>
    public long? StoredBytes { get; set; }

    /// <summary>
    /// The size in bytes of the uploaded file if it is kept next to the ready video; null if it isn't kept, or if the
    /// video isn't ready yet.
    /// </summary>
    public long? OriginalBytes { get; set; }

    /// <summary>
    /// Names of the variants that can be played, best first (<c>1080p</c>, <c>720p</c>, …); empty until ready.
    /// </summary>
    public IReadOnlyList<string> Qualities { get; set; } = [];

    /// <summary>Lower-case hex SHA-256 of the uploaded file.</summary>
    public string? SourceSha256 { get; set; }

    /// <summary>A short description of the source: <c>1920×1080 · 29.97 fps · HEVC · AAC</c>.</summary>
    public string? SourceSummary { get; set; }

    /// <summary>
    /// A problem that the user should know about although the video plays: "The file ends early: 3 of 5 seconds could
    /// be read."
    /// </summary>
    public string? Warning { get; set; }

    /// <summary>A <see cref="Warning"/> that the user has dismissed; null if there is none.</summary>
    public string? DismissedWarning { get; set; }

    /// <summary>Whether there is a warning, dismissed or not. Then its original is worth keeping.</summary>
    internal bool HasAnyWarning => Warning is not null || DismissedWarning is not null;

    /// <summary>
    /// Damage found in its stored files; null if none is known. A full check that finds no damage clears it.
    /// </summary>
    public VideoDamage? Damage { get; set; }

    /// <summary>When all its stored files were last compared with their checksums; null if never.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>
    /// Why the original is kept although nothing is missing: "The best stored quality is smaller …". Null if there is
    /// no such reason.
    /// </summary>
    public string? OriginalNote { get; set; }

    /// <summary>
    /// The version of the encoding that made the playable files. It increases when the output for the same source
    /// improves. Null for videos from before versions were recorded, and for videos that aren't ready.
    /// </summary>
    public int? EncodingVersion { get; set; }

    /// <summary>The first <see cref="EncodingVersion"/> with the same HDR brightness as on an HDR screen.</summary>
    public const int TrueHdrBrightness = 1;

    /// <summary>Whether an earlier version of the encoding made the video too bright.</summary>
    public bool IsTooBright =>
        Status == VideoStatus.Ready
        && (EncodingVersion ?? 0) < TrueHdrBrightness
        && SourceSummary?.Contains(" HDR", StringComparison.Ordinal) == true;

    /// <summary>
    /// Its row in the full-text index, a copy of <see cref="SearchDocument.Id"/>; null until it is indexed. With it, a
    /// search finds everything it needs to count and sort videos in one index.
    /// </summary>
    public int? SearchRow { get; private set; }

    /// <summary>Whether it is one of the user's favourites.</summary>
    public bool IsFavourite { get; set; }

    /// <summary>Whether the owner watched it to the end, or marked it as watched.</summary>
    public bool IsWatched { get; set; }

    /// <summary>Where the owner stopped; null at the beginning or the end. Only some queries load it.</summary>
    public PlaybackPosition? Position { get; set; }

    /// <summary>Whether it is hidden until the user enters the password.</summary>
    public bool IsPrivate { get; set; }

    /// <summary>When it was moved to the trash; null if it wasn't.</summary>
    public DateTimeOffset? TrashedAt { get; set; }

    /// <summary>The camera or phone it was recorded with.</summary>
    public string? Camera { get; init; }

    /// <summary>Where it was recorded. Visible only to the owner.</summary>
    public Place? Place { get; init; }

    /// <summary>The town nearest to <see cref="Place"/>; null if unknown.</summary>
    public string? Town { get; set; }

    /// <summary>The country of <see cref="Town"/>, in English; null if unknown.</summary>
    public string? Country { get; set; }

    /// <summary>Other metadata embedded in the file, without places.</summary>
    public IReadOnlyList<FileTag> FileTags { get; init; } = [];

    /// <summary>Its chapters, in order: those of the file, as the user has changed them.</summary>
    public IReadOnlyList<Chapter> Chapters { get; set; } = [];

    /// <summary>The user's notes, in order of time.</summary>
    public IReadOnlyList<Note> Notes { get; set; } = [];

    /// <summary>When the upload was accepted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
