using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Accounts;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Accounts;

/// <summary>A signed-in device in the HTTP interface.</summary>
/// <param name="Device">The device, such as "Firefox on Linux".</param>
/// <param name="Address">Its approximate last address, such as "192.0.2.x".</param>
/// <param name="IsCurrent">Whether it is the session of this request.</param>
internal sealed record SessionResponse(
    Guid Id,
    string Device,
    string Address,
    DateTimeOffset SignedInAt,
    DateTimeOffset LastSeenAt,
    bool IsCurrent
);

/// <summary>Sessions in the HTTP interface.</summary>
internal static class SessionEndpoints
{
    public static Ok<SessionResponse[]> List(UserSessions sessions, HttpContext context)
    {
        var current = sessions.Find(SessionCookie.SecretOf(context.User));
        return TypedResults.Ok(
            sessions
                .List()
                .Select(session => new SessionResponse(
                    session.Id,
                    session.Device,
                    session.Address,
                    session.SignedInAt,
                    session.LastSeenAt,
                    session.Id == current
                ))
                .ToArray()
        );
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Guid id, UserSessions sessions) =>
        await sessions.EndAsync(id) ? TypedResults.NoContent() : Refusals.NotFound("Session not found.");
}
