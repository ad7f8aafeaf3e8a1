using StreamVault.Web.Security;

namespace StreamVault.Web.Uploads;

/// <summary>Files in, over HTTP.</summary>
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
            .WithSummary("Ask whether a file of a size would be taken");
        uploads
            .MapGet(StreamVaultUrls.ApiUploads, UnfinishedUploadResponse.ListAsync)
            .WithSummary("List the resumable uploads that can go on");
        uploads
            .MapPost(StreamVaultUrls.ApiAddAnywayTemplate, TusEndpoints.AddAnywayAsync)
            .WithSummary("Add a resumable upload although the library holds the same content");
        MapTus(uploads.MapGroup("").AddEndpointFilter(Tus.CheckVersionAsync));
    }

    private static void MapTus(RouteGroupBuilder tus)
    {
        tus.MapMethods(StreamVaultUrls.ApiUploads, [HttpMethods.Options], TusEndpoints.Describe)
            .WithSummary("Ask what of tus 1.0.0 is spoken here");
        tus.MapPost(StreamVaultUrls.ApiUploads, TusEndpoints.CreateAsync)
            .WithoutBodyLimit()
            .WithSummary("Begin a resumable upload (tus 1.0.0)");
        tus.MapMethods(StreamVaultUrls.ApiUploadTemplate, [HttpMethods.Head], TusEndpoints.LookAsync)
            .WithSummary("Ask how far a resumable upload is");
        tus.MapPatch(StreamVaultUrls.ApiUploadTemplate, TusEndpoints.ReceiveAsync)
            .WithoutBodyLimit()
            .WithSummary("Send bytes to the end of a resumable upload");
        tus.MapDelete(StreamVaultUrls.ApiUploadTemplate, TusEndpoints.RemoveAsync)
            .WithSummary("Give up a resumable upload");
    }
}

/// <summary>What the multipart form holds; described for the OpenAPI document, read as a stream.</summary>
internal sealed record UploadForm(string? Title, string? Description, string? Duplicate, IFormFile File);
