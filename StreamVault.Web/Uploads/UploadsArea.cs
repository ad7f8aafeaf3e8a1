using StreamVault.Web.Reference;
using StreamVault.Web.Security;

namespace StreamVault.Web.Uploads;

/// <summary>Uploads in the HTTP interface.</summary>
internal static class UploadsArea
{
    public static void MapUploads(this IEndpointRouteBuilder app)
    {
        var uploads = app.MapGroup("").WithTags("Uploads").RequireAuthorization();
        uploads
            .MapPost(StreamVaultUrls.ApiUpload, UploadEndpoint.UploadAsync)
            .WithoutBodyLimit()
            .WithSummary("Upload a video")
            .Accepts<UploadForm>("multipart/form-data")
            .WithRequestExample(
                """{"title":"Family reunion 2024","album":"Tapes/1998 Christmas","relativePath":"1998 Christmas/MOV001.avi","lastModified":"2019-07-04T15:30:12Z","file":"the bytes of the video"}"""
            );
        uploads
            .MapGet(StreamVaultUrls.ApiUploadRoom, UploadEndpoint.Room)
            .WithSummary("Check whether a file of a given size would be accepted");
        uploads
            .MapGet(StreamVaultUrls.ApiUploads, UnfinishedUploadResponse.ListAsync)
            .WithSummary("List unfinished resumable uploads");
        uploads
            .MapPost(StreamVaultUrls.ApiAddAnywayTemplate, TusEndpoints.AddAnywayAsync)
            .WithSummary("Add a resumable upload although the library has the same content");
        MapTus(uploads.MapGroup("").AddEndpointFilter(Tus.CheckVersionAsync));
    }

    private static void MapTus(RouteGroupBuilder tus)
    {
        tus.MapMethods(StreamVaultUrls.ApiUploads, [HttpMethods.Options], TusEndpoints.Describe)
            .WithSummary("Get the supported tus version and extensions");
        tus.MapPost(StreamVaultUrls.ApiUploads, TusEndpoints.CreateAsync)
            .WithoutBodyLimit()
            .WithSummary("Create a resumable upload (tus 1.0.0)");
        tus.MapMethods(StreamVaultUrls.ApiUploadTemplate, [HttpMethods.Head], TusEndpoints.LookAsync)
            .WithSummary("Get the offset of a resumable upload");
        tus.MapPatch(StreamVaultUrls.ApiUploadTemplate, TusEndpoints.ReceiveAsync)
            .WithoutBodyLimit()
            .WithSummary("Append bytes to a resumable upload");
        tus.MapDelete(StreamVaultUrls.ApiUploadTemplate, TusEndpoints.RemoveAsync)
            .WithSummary("Delete a resumable upload");
    }
}

/// <summary>The fields of the multipart form, for the OpenAPI document only: the form is read as a stream.</summary>
/// <param name="Title">The title; omit it to use the file name.</param>
/// <param name="Description">The description.</param>
/// <param name="Album">The album to add it to, as a path of titles: <c>Tapes/1998 Christmas</c>. Missing albums are created.</param>
/// <param name="Duplicate"><c>allow</c> to add the file even if the library already has the same content.</param>
/// <param name="LastModified">When the file was modified: milliseconds since 1970, or <c>2019-07-04T15:30:12Z</c>.</param>
/// <param name="RelativePath">Its path from a chosen folder, with that folder's name: <c>1998 Christmas/MOV001.avi</c>.</param>
/// <param name="File">The file, with its name.</param>
internal sealed record UploadForm(
    string? Title,
    string? Description,
    string? Album,
    string? Duplicate,
    string? LastModified,
    string? RelativePath,
    IFormFile File
);
