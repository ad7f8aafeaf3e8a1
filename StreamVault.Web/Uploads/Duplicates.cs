using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Web.Accounts;

namespace StreamVault.Web.Uploads;

/// <summary>The video with the same content as an uploaded file.</summary>
/// <param name="Status">Can be <c>failed</c>; such a video can be retried.</param>
/// <param name="Url">Its address in the HTTP interface.</param>
/// <param name="Page">The address of its page.</param>
/// <param name="InTrash">Whether it is in the trash, from which it can be restored.</param>
internal sealed record ExistingVideo(
    VideoId Id,
    string Title,
    VideoStatus Status,
    string Url,
    string Page,
    bool InTrash
)
{
    /// <summary>Describes the existing video. The title of a locked private video isn't shown.</summary>
    public static ExistingVideo Of(Video video, PathString pathBase, bool seesPrivate) =>
        new(
            video.Id,
            Duplicates.TitleOf(video, seesPrivate),
            video.Status,
            pathBase + StreamVaultUrls.ApiVideo(video.Id),
            pathBase + (video.TrashedAt is null ? StreamVaultUrls.Watch(video.Id) : StreamVaultUrls.Trash),
            video.TrashedAt is not null
        );
}

/// <summary>Handles uploads whose content is already in the library.</summary>
internal static class Duplicates
{
    /// <summary>The form field, and the key of tus metadata.</summary>
    public const string Field = "duplicate";

    private const string Allow = "allow";

    public static bool AreAllowed(string? value) => value == Allow;

    /// <returns>Why the value is invalid, or null.</returns>
    public static string? Error(string? value) =>
        value is null or Allow ? null : $"{Field} must be {Allow} or be omitted.";

    /// <summary>The file was sent in one request and was deleted.</summary>
    public static ProblemHttpResult Dropped(Video existing, HttpContext context) =>
        Of(
            existing,
            context,
            $"The new file wasn't kept. To add it anyway, send it again with the field {Field}={Allow}."
        );

    /// <summary>The file was sent as a resumable upload, which waits for a decision.</summary>
    public static ProblemHttpResult Waits(Video existing, Guid upload, HttpContext context) =>
        Of(
            existing,
            context,
            $"The upload is on hold: POST {context.Request.PathBase}{StreamVaultUrls.ApiAddAnyway(upload)} adds it anyway, DELETE "
                + $"{context.Request.PathBase}{StreamVaultUrls.ApiResumableUpload(upload)} deletes it."
        );

    /// <summary>The title to show.</summary>
    public static string TitleOf(Video video, bool seesPrivate) =>
        video.IsPrivate && !seesPrivate ? "Private video" : video.Title;

    private static ProblemHttpResult Of(Video existing, HttpContext context, string advice)
    {
        var seesPrivate = Viewer.SeesPrivate(context);
        var failed = existing.Status == VideoStatus.Failed ? " It couldn't be prepared; you can retry it." : "";
        var inTrash = existing.TrashedAt is null ? "" : " It is in the trash; you can restore it.";
        return TypedResults.Problem(
            $"You already have this: {TitleOf(existing, seesPrivate)}.{failed}{inTrash} {advice}",
            statusCode: StatusCodes.Status409Conflict,
            title: "You already have this",
            extensions: new Dictionary<string, object?>
            {
                ["existing"] = ExistingVideo.Of(existing, context.Request.PathBase, seesPrivate),
            }
        );
    }
}
