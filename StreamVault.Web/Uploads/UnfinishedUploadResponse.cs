using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Uploads;

namespace StreamVault.Web.Uploads;

/// <summary>An upload over HTTP that can go on.</summary>
/// <param name="Url">Where it goes on.</param>
/// <param name="Offset">How many bytes are safe.</param>
/// <param name="UnderWay">Whether bytes are coming in now.</param>
/// <param name="ExpiresAt">When it is removed unless it goes on.</param>
/// <param name="Existing">The video of the same content, while somebody has to decide; else null.</param>
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
                .Select(found => Of(context.Request.PathBase, found))
                .ToArray()
        );

    private static UnfinishedUploadResponse Of(PathString pathBase, UnfinishedUpload found) =>
        new(
            found.Upload.Id,
            pathBase + StreamVaultUrls.ApiResumableUpload(found.Upload.Id),
            found.Upload.Filename,
            found.Upload.Filetype,
            found.Upload.Title,
            found.Upload.Length,
            found.Offset,
            found.UnderWay,
            found.Upload.CreatedAt,
            found.Upload.ExpiresAt,
            found.Twin is { } twin ? ExistingVideo.Of(twin, pathBase) : null
        );
}
