namespace StreamVault.Web.Uploads;

/// <summary>Files in, over HTTP.</summary>
internal static class UploadsArea
{
    public static void MapUploads(this IEndpointRouteBuilder app)
    {
        var uploads = app.MapGroup("").WithTags("Uploads").RequireAuthorization();
        uploads
            .MapPost(StreamVaultUrls.ApiUpload, UploadEndpoint.UploadAsync)
            .WithSummary("Upload a video")
            .Accepts<UploadForm>("multipart/form-data");
        uploads
            .MapGet(StreamVaultUrls.ApiUploadRoom, UploadEndpoint.Room)
            .WithSummary("Ask whether a file of a size would be taken");
    }
}

/// <summary>What the multipart form holds; described for the OpenAPI document, read as a stream.</summary>
internal sealed record UploadForm(string? Title, string? Description, IFormFile File);
