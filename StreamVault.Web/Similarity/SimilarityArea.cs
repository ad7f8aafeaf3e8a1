using StreamVault.Web.Reference;

namespace StreamVault.Web.Similarity;

/// <summary>Similar videos over HTTP.</summary>
internal static class SimilarityArea
{
    public static void MapSimilarity(this IEndpointRouteBuilder app)
    {
        var similar = app.MapGroup(StreamVaultUrls.ApiSimilar).WithTags("Similar videos").RequireAuthorization();
        similar
            .MapGet("", SimilarityEndpoints.ListAsync)
            .WithSummary("List pairs of videos that seem to show the same moment");
        similar
            .MapPost("{firstId:guid}/{secondId:guid}", SimilarityEndpoints.DecideAsync)
            .WithSummary("Keep both videos of a pair, link them, or move one to the trash")
            .WithRequestExample("""{ "decision": "keepFirst" }""");
        similar
            .MapGet("{firstId:guid}/{secondId:guid}/frames.jpg", SimilarityEndpoints.FramesAsync)
            .WithSummary("Get frames of the first video from the part that both videos show");
    }
}
