using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Uploads;
using StreamVault.Web.Accounts;

namespace StreamVault.Web.Uploads;

/// <summary>An unfinished upload in the HTTP interface.</summary>
/// <param name="Url">The address for resuming it.</param>
/// <param name="Offset">How many bytes the server has.</param>
/// <param name="UnderWay">Whether it is receiving bytes now.</param>
/// <param name="ExpiresAt">When it is deleted unless it is resumed.</param>
/// <param name="Existing">The video with the same content if the upload is on hold; otherwise null.</param>
internal sealed record UnfinishedUploadResponse(
    Guid Id,
    string Url,
    string Filename,
    string? Filetype,
    string? Title,
    long Length,
    long Offset,
    bool UnderWay,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    ExistingVideo? Existing
)
{
    public static async Task<Ok<UnfinishedUploadResponse[]>> ListAsync(
        HttpContext context,
        ResumableUploads uploads,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            (await uploads.ListAsync(context.UserId(), cancellationToken))
                .Select(found => Of(context.Request.PathBase, found, Viewer.SeesPrivate(context)))
                .ToArray()
        );

    private static UnfinishedUploadResponse Of(PathString pathBase, UnfinishedUpload found, bool seesPrivate) =>
        new(
            found.Upload.Id,
            pathBase + StreamVaultUrls.ApiResumableUpload(found.Upload.Id),
            found.Upload.Filename,
            found.Upload.Filetype,
            found.Upload.Title,
            found.Upload.Length,
            found.Offset,
            found.IsReceiving,
            found.Upload.CreatedAt,
            found.Upload.ExpiresAt,
            found.Duplicate is { } duplicate ? ExistingVideo.Of(duplicate, pathBase, seesPrivate) : null
        );
}
