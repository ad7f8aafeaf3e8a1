using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;

namespace StreamVault.Web.Library;

/// <summary>A video in the HTTP interface.</summary>
/// <param name="Status"><c>pending</c>, <c>encoding</c>, <c>ready</c> or <c>failed</c>.</param>
/// <param name="Qualities">The playable qualities, best first; empty until ready.</param>
/// <param name="Warning">A problem with the source that doesn't prevent playback; null if there is none, or if it was dismissed.</param>
/// <param name="DismissedWarning">The warning that was dismissed; null if there is none.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="SourceSha256">Lower-case hex SHA-256 of the uploaded file.</param>
/// <param name="OriginalBytes">Size of the original if it is kept; otherwise null.</param>
/// <param name="Damage">Damage found in its stored files; null if none is known.</param>
/// <param name="CheckedAt">When all its stored files were last checked; null if never.</param>
/// <param name="OriginalNote">Why the original is kept although nothing is missing from the video; otherwise null.</param>
/// <param name="Recording">The file's recording metadata.</param>
/// <param name="Tags">The user's tags. Tags embedded in the file are in <c>recording</c>.</param>
/// <param name="People">The people in it.</param>
/// <param name="Albums">The ids of its albums, without smart albums.</param>
/// <param name="Favourite">Whether it is one of the user's favourites.</param>
/// <param name="Private">Whether it is hidden until the user enters the password.</param>
/// <param name="Date">When it was filmed, in EDTF level 1: <c>1998-12-24</c>, <c>1998-21</c>, <c>199X</c>, <c>1998~</c>; null if unknown.</param>
/// <param name="DateFrom">The source of <c>date</c>: <c>person</c>, <c>camera</c>, <c>container</c>, <c>filename</c>, <c>folder</c> or <c>file_modified</c>.</param>
/// <param name="FileDate">What the file, its name or its folder says, if a person entered another date; otherwise null. It returns when the entered date is removed.</param>
/// <param name="PositionSeconds">Where the owner stopped watching; 0 at the beginning or the end.</param>
/// <param name="Watched">Whether the owner watched it to the end, or marked it as watched.</param>
/// <param name="PlayCount">How often the owner played it, according to the history.</param>
internal sealed record VideoResponse(
    VideoId Id,
    string Title,
    string? Description,
    VideoStatus Status,
    string OriginalFilename,
    double? DurationSeconds,
    long? FileSizeBytes,
    IReadOnlyList<string> Qualities,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Warning,
    string? DismissedWarning,
    string? Error,
    string? SourceSha256,
    long? OriginalBytes,
    DamageResponse? Damage,
    DateTimeOffset? CheckedAt,
    string? OriginalNote,
    RecordingResponse Recording,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> People,
    IReadOnlyList<AlbumId> Albums,
    bool Favourite,
    bool Private,
    string? Date,
    RecordingDateSource? DateFrom,
    FileDateResponse? FileDate,
    double PositionSeconds,
    bool Watched,
    int PlayCount
)
{
    public static VideoResponse Of(Video video, string? error, VideoLabels labels, int plays) =>
        new(
            video.Id,
            video.Title,
            video.Description,
            video.Status,
            video.OriginalFilename,
            video.DurationSeconds is { } seconds ? Math.Round(seconds, 3) : null,
            video.FileSizeBytes,
            video.Qualities,
            video.CreatedAt,
            video.UpdatedAt,
            video.Warning,
            video.DismissedWarning,
            error,
            video.SourceSha256,
            video.OriginalBytes,
            video.Damage is { } damage ? DamageResponse.Of(damage, video.OriginalBytes is not null) : null,
            video.CheckedAt,
            video.OriginalNote,
            RecordingResponse.Of(video),
            labels.Tags,
            labels.People,
            labels.Albums,
            video.IsFavourite,
            video.IsPrivate,
            video.Date?.Text,
            video.DateSource,
            FileDateResponse.Of(video.FileDate),
            Math.Round(video.Position?.Seconds ?? 0, 3),
            video.IsWatched,
            plays
        );
}

/// <summary>Damage to a video's stored files in the HTTP interface.</summary>
/// <param name="Since">When it was first found.</param>
/// <param name="Summary">What is damaged, in a sentence.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Files">The damaged files: names in the video's folder, <c>key</c> or <c>original</c>.</param>
internal sealed record DamageResponse(
    DateTimeOffset Since,
    string Summary,
    string Advice,
    IReadOnlyList<DamagedFile> Files
)
{
    public static DamageResponse Of(VideoDamage damage, bool keepsOriginal) =>
        new(
            damage.Since,
            DamageText.Summary(damage.Files),
            DamageText.Advice(damage.Files, keepsOriginal),
            damage.Files
        );
}

/// <summary>One page of the library in the HTTP interface.</summary>
/// <param name="Total">The number of videos on all pages.</param>
/// <param name="Search">What the search found; null without a search.</param>
internal sealed record VideoListResponse(IReadOnlyList<VideoResponse> Items, int Total, SearchResponse? Search);

/// <summary>Changes to a video. Omitted values stay as they are.</summary>
/// <param name="RecordedAt"><c>2019-07-04</c>, <c>2019-07-04T15:30:12</c> or <c>2019-07-04T15:30:12+02:00</c>; empty to remove the date that a person entered, so that the date from the file returns.</param>
/// <param name="Tags">All tags of the video; replaces the current ones.</param>
/// <param name="People">All people in the video; replaces the current ones.</param>
/// <param name="Favourite">Whether it is one of the user's favourites.</param>
/// <param name="Private">Whether it is hidden until the user enters the password.</param>
/// <param name="Watched">Whether it was watched. True also removes its playback position.</param>
/// <param name="Date">
/// When it was filmed in EDTF level 1: <c>1998-12-24</c>, <c>1998-12</c>, <c>1998-21</c> (spring), <c>199X</c>,
/// <c>1998~</c> (about), <c>../1998</c>, <c>1998/2001</c>; empty to remove the date that a person entered, so that
/// the date from the file returns.
/// </param>
internal sealed record DescribeVideoRequest(
    string? Title,
    string? Description,
    string? RecordedAt,
    IReadOnlyList<string?>? Tags,
    IReadOnlyList<string?>? People,
    bool? Favourite,
    bool? Private,
    bool? Watched,
    string? Date
);
