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
            .Accepts<UploadForm>("multipart/form-data");
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
internal sealed record UploadForm(string? Title, string? Description, string? Album, string? Duplicate, IFormFile File);
