using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Accounts;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Accounts;

/// <summary>Makes the account. The code is needed only from another machine than the server's own.</summary>
internal sealed record SetupRequest(string? Username, string? Password, string? Email = null, string? SetupCode = null);

internal sealed record LoginRequest(string? Username, string? Password);

internal sealed record AccountResponse(string Username, string? Email);

/// <summary>The account over HTTP.</summary>
internal static class AccountEndpoints
{
    public static async Task<Results<Created<AccountResponse>, ProblemHttpResult>> SetUpAsync(
        SetupRequest request,
        FirstRun firstRun,
        HttpContext context
    ) =>
        await firstRun.CreateAsync(context, request.Username, request.Password, request.Email, request.SetupCode) switch
        {
            FirstRunOutcome.Created(var user) => TypedResults.Created(
                (string?)null,
                new AccountResponse(user.UserName!, user.Email)
            ),
            FirstRunOutcome.Refused(var reasons) => Refusals.BadRequest(string.Join(' ', reasons)),
            FirstRunOutcome.WrongCode => TypedResults.Problem(
                AccountWords.SetupCodeNeeded,
                statusCode: StatusCodes.Status403Forbidden
            ),
            _ => Refusals.Conflict(AccountWords.AccountExists),
        };

    public static async Task<Results<Ok<AccountResponse>, ProblemHttpResult>> SignInAsync(
        LoginRequest request,
        Session session,
        HttpContext context
    )
    {
        var (username, password) = (request.Username ?? "", request.Password ?? "");
        switch (await session.SignInAsync(username, password, context.RequestAborted))
        {
            case SignInCheck.Right(var user):
                return TypedResults.Ok(new AccountResponse(user.UserName!, user.Email));
            case SignInCheck.LockedOut(var wait):
                context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                    .ToString(CultureInfo.InvariantCulture);
                return TypedResults.Problem(
                    AccountWords.LockedOut(wait),
                    statusCode: StatusCodes.Status429TooManyRequests
                );
            default:
                return TypedResults.Problem(
                    AccountWords.WrongCredentials,
                    statusCode: StatusCodes.Status401Unauthorized
                );
        }
    }

    public static async Task<NoContent> SignOutAsync(Session session)
    {
        await session.SignOutAsync();
        return TypedResults.NoContent();
    }
}
