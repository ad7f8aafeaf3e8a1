using StreamVault.Core.Library;

namespace StreamVault.Web.Library;

/// <summary>A video over HTTP.</summary>
/// <param name="Status"><c>pending</c>, <c>encoding</c>, <c>ready</c> or <c>failed</c>.</param>
/// <param name="Qualities">What can be played, best first; empty until ready.</param>
/// <param name="Warning">What to know although it plays.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="SourceSha256">Lower-case hex SHA-256 of the uploaded file.</param>
/// <param name="OriginalBytes">Size of the uploaded file where it is kept beside the ready video; else null.</param>
/// <param name="OriginalNote">Why the original is kept although nothing is missing; null if for no such reason.</param>
/// <param name="Recording">What the file knew about its recording.</param>
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
    string? Error,
    string? SourceSha256,
    long? OriginalBytes,
    string? OriginalNote,
    RecordingResponse Recording
)
{
    public static VideoResponse Of(Video video, string? error) =>
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
            error,
            video.SourceSha256,
            video.OriginalBytes,
            video.OriginalNote,
            RecordingResponse.Of(video)
        );
}

/// <summary>One page of the library over HTTP.</summary>
internal sealed record VideoListResponse(IReadOnlyList<VideoResponse> Items, int Total);

/// <summary>What to change of a video; what is left out stays.</summary>
/// <param name="RecordedAt"><c>2019-07-04</c>, <c>2019-07-04T15:30:12</c> or <c>2019-07-04T15:30:12+02:00</c>; empty to remove it.</param>
internal sealed record DescribeVideoRequest(string? Title, string? Description, string? RecordedAt);
