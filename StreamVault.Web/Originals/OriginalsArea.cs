using StreamVault.Web.Reference;

namespace StreamVault.Web.Originals;

/// <summary>Originals over HTTP.</summary>
internal static class OriginalsArea
{
    public static void MapOriginals(this IEndpointRouteBuilder app)
    {
        var originals = app.MapGroup("").WithTags("Originals").RequireAuthorization();
        originals
            .MapGet(StreamVaultUrls.ApiOriginals, OriginalEndpoints.ReadPolicyAsync)
            .WithSummary("Get what happens to originals after their videos are checked");
        originals
            .MapPut(StreamVaultUrls.ApiOriginals, OriginalEndpoints.ChooseAsync)
            .WithSummary("Set what happens to originals")
            .WithRequestExample("""{"policy":"keep"}""");
        var original = originals.MapGroup(StreamVaultUrls.ApiVideos + "/{id:guid}/original");
        original
            .MapMethods("", [HttpMethods.Get, HttpMethods.Head], OriginalEndpoints.DownloadAsync)
            .WithSummary("Download the original if it is kept");
        original.MapDelete("", OriginalEndpoints.DeleteAsync).WithSummary("Delete the original; the video still plays");
    }
}
