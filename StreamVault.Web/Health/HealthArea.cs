using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Persistence;

namespace StreamVault.Web.Health;

/// <summary>Reports whether the server is healthy, for monitoring. Reveals nothing else, because it needs no sign-in.</summary>
internal static class HealthArea
{
    public static void MapHealth(this IEndpointRouteBuilder app) =>
        app.MapGet(StreamVaultUrls.Health, CheckAsync).ExcludeFromDescription();

    private static async Task<IResult> CheckAsync(
        IDbContextFactory<StreamVaultDbContext> contextFactory,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database.Database.CanConnectAsync(cancellationToken)
            ? TypedResults.Text("Healthy")
            : TypedResults.Text("The database does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
