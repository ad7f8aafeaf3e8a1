using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Uploads;

/// <summary>The video that has the same content as a file that was sent.</summary>
/// <param name="Status">It may have <c>failed</c>; then it is still there to be tried again.</param>
/// <param name="Url">Where it is for programs.</param>
/// <param name="Page">Where it is for people.</param>
internal sealed record ExistingVideo(VideoId Id, string Title, VideoStatus Status, string Url, string Page)
{
    public static ExistingVideo Of(Video video, PathString pathBase) =>
        new(
            video.Id,
            video.Title,
            video.Status,
            pathBase + StreamVaultUrls.ApiVideo(video.Id),
            pathBase + StreamVaultUrls.Watch(video.Id)
        );
}

/// <summary>What is said and heard when somebody sends a video once more.</summary>
internal static class Duplicates
{
    /// <summary>The form field, and the key of tus metadata.</summary>
    public const string Field = "duplicate";

    private const string Allow = "allow";

    public static bool AreAllowed(string? said) => said == Allow;

    /// <returns>What is wrong with what was said, or null.</returns>
    public static string? Fault(string? said) =>
        said is null or Allow ? null : $"{Field} must be {Allow}, or be left out.";

    /// <summary>The file was sent as one, and is gone again.</summary>
    public static ProblemHttpResult Dropped(Video existing, PathString pathBase) =>
        Of(
            existing,
            pathBase,
            $"The new file was not kept. To add it all the same, send it again with the field {Field}={Allow}."
        );

    /// <summary>The file was sent in pieces, and waits.</summary>
    public static ProblemHttpResult Waits(Video existing, Guid upload, PathString pathBase) =>
        Of(
            existing,
            pathBase,
            $"The new file waits: POST {pathBase}{StreamVaultUrls.ApiAddAnyway(upload)} adds it all the same, DELETE "
                + $"{pathBase}{StreamVaultUrls.ApiResumableUpload(upload)} drops it."
        );

    private static ProblemHttpResult Of(Video existing, PathString pathBase, string insist)
    {
        var failed = existing.Status == VideoStatus.Failed ? " It could not be prepared, and can be tried again." : "";
        return TypedResults.Problem(
            $"You already have this: {existing.Title}.{failed} {insist}",
            statusCode: StatusCodes.Status409Conflict,
            title: "You already have this",
            extensions: new Dictionary<string, object?> { ["existing"] = ExistingVideo.Of(existing, pathBase) }
        );
    }
}
