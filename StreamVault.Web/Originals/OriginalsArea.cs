namespace StreamVault.Web.Originals;

/// <summary>Originals over HTTP.</summary>
internal static class OriginalsArea
{
    public static void MapOriginals(this IEndpointRouteBuilder app)
    {
        var originals = app.MapGroup("").WithTags("Originals").RequireAuthorization();
        originals
            .MapGet(StreamVaultUrls.ApiOriginals, OriginalEndpoints.ReadPolicyAsync)
            .WithSummary("Ask what happens to originals once their videos are checked");
        originals
            .MapPut(StreamVaultUrls.ApiOriginals, OriginalEndpoints.ChooseAsync)
            .WithSummary("Choose what happens to originals from now on");
        var original = originals.MapGroup(StreamVaultUrls.ApiVideos + "/{id:guid}/original");
        original
            .MapMethods("", [HttpMethods.Get, HttpMethods.Head], OriginalEndpoints.DownloadAsync)
            .WithSummary("Download the original, where it is kept");
        original
            .MapDelete("", OriginalEndpoints.DeleteAsync)
            .WithSummary("Delete the original; the video plays as before");
    }
}
