using StreamVault.Web.Reference;

namespace StreamVault.Web.Background;

/// <summary>The HTTP API of the background queue.</summary>
internal static class BackgroundArea
{
    public static void MapBackground(this IEndpointRouteBuilder app)
    {
        var background = app.MapGroup(StreamVaultUrls.ApiBackground).WithTags("Background").RequireAuthorization();
        background
            .MapGet("", BackgroundEndpoints.ReadAsync)
            .WithSummary("Get running, waiting and failed background tasks");
        background
            .MapPut("", BackgroundEndpoints.SetAsync)
            .WithSummary("Pause or resume background tasks")
            .WithRequestExample("""{"paused":true}""");
        background
            .MapPost("{kind}/{video:guid}/retry", BackgroundEndpoints.RetryAsync)
            .WithSummary("Retry a failed background task");
    }
}
