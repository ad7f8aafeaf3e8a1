using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Accounts;
using StreamVault.Core.Throttling;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Accounts;

internal sealed record UnlockPrivateRequest([property: Required] string? Password);

/// <summary>Unlocks and locks private videos over HTTP.</summary>
internal static class PrivateEndpoints
{
    public static async Task<Results<NoContent, ProblemHttpResult>> UnlockAsync(
        UnlockPrivateRequest request,
        PrivateVideos privateVideos,
        HttpContext context
    )
    {
        if (string.IsNullOrEmpty(request.Password))
        {
            return Refusals.BadRequest("password", "password must not be empty.");
        }

        var check = await privateVideos.UnlockAsync(
            SessionCookie.SecretOf(context.User),
            request.Password,
            RemoteAddress.Of(context.Connection.RemoteIpAddress),
            context.RequestAborted
        );
        switch (check)
        {
            case SignInCheck.Right:
                return TypedResults.NoContent();
            case SignInCheck.LockedOut(var wait):
                context.Response.SayWhenToRetry(wait);
                return TypedResults.Problem(
                    AccountMessages.LockedOut(wait),
                    statusCode: StatusCodes.Status429TooManyRequests
                );
            default:
                return TypedResults.Problem(
                    AccountMessages.WrongPassword,
                    statusCode: StatusCodes.Status401Unauthorized
                );
        }
    }

    public static NoContent Lock(PrivateVideos privateVideos, HttpContext context)
    {
        privateVideos.Lock(SessionCookie.SecretOf(context.User));
        return TypedResults.NoContent();
    }
}
