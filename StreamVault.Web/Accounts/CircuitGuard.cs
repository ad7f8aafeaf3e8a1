using Microsoft.AspNetCore.SignalR;
using StreamVault.Core.Accounts;

namespace StreamVault.Web.Accounts;

/// <summary>
/// Lets only a signed-in session open a live connection, and closes the connection when the session ends. Each circuit
/// uses server memory, so anonymous visitors get none: sign-in, setup and link pages work without one.
/// </summary>
internal static class CircuitGuard
{
    /// <summary>Call between routing and authorization.</summary>
    public static void UseCircuitGuard(this WebApplication app)
    {
        var sessions = app.Services.GetRequiredService<UserSessions>();
        app.Use(
            (context, next) =>
                context.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null
                    ? next(context)
                    : ServeAsync(context, next, sessions)
        );
    }

    private static async Task ServeAsync(HttpContext context, RequestDelegate next, UserSessions sessions)
    {
        var secret = SessionCookie.SecretOf(context.User);
        if (sessions.Find(secret) is null)
        {
            await TypedResults
                .Problem("Sign in, then load the page again.", statusCode: StatusCodes.Status401Unauthorized)
                .ExecuteAsync(context);
            return;
        }

        // Without WebSockets, each poll is a separate request, and the next one is refused.
        await using var ending = sessions.GetEndToken(secret).Register(context.Abort);
        await next(context);
    }
}
