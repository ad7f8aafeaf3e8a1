using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Accounts;

/// <summary>Creates the account. The setup code is only needed from another computer.</summary>
/// <param name="Originals"><c>delete</c> or <c>keep</c>; null for the server's setting.</param>
internal sealed record SetupRequest(
    [property: Required] string? Username,
    [property: Required] string? Password,
    string? Email = null,
    string? SetupCode = null,
    OriginalsPolicy? Originals = null
);

internal sealed record LoginRequest([property: Required] string? Username, [property: Required] string? Password);

internal sealed record AccountResponse(string Username, string? Email);

/// <summary>The account in the HTTP interface.</summary>
internal static class AccountEndpoints
{
    public static async Task<Results<Created<AccountResponse>, ProblemHttpResult>> SetUpAsync(
        SetupRequest request,
        FirstRun firstRun,
        HttpContext context
    ) =>
        await firstRun.CreateAsync(
            context,
            request.Username,
            request.Password,
            request.Email,
            request.SetupCode,
            request.Originals
        ) switch
        {
            FirstRunOutcome.Created(var user) => TypedResults.Created(
                (string?)null,
                new AccountResponse(user.UserName!, user.Email)
            ),
            FirstRunOutcome.Refused(var faults) => Refusals.BadRequest([
                .. faults.Select(fault => (JsonNamingPolicy.CamelCase.ConvertName($"{fault.Field}"), fault.Reason)),
            ]),
            FirstRunOutcome.WrongCode => TypedResults.Problem(
                AccountMessages.SetupCode(request.SetupCode),
                statusCode: StatusCodes.Status403Forbidden
            ),
            _ => Refusals.Conflict(AccountMessages.AccountExists),
        };

    public static async Task<Results<Ok<AccountResponse>, ProblemHttpResult>> SignInAsync(
        LoginRequest request,
        Session session,
        HttpContext context
    )
    {
        var (username, password) = (request.Username ?? "", request.Password ?? "");
        return await session.SignInAsync(context, username, password) switch
        {
            SignInCheck.Right(var user) => TypedResults.Ok(new AccountResponse(user.UserName!, user.Email)),
            SignInCheck.LockedOut(var wait) => TypedResults.Problem(
                AccountMessages.LockedOut(wait),
                statusCode: StatusCodes.Status429TooManyRequests
            ),
            _ => TypedResults.Problem(AccountMessages.WrongCredentials, statusCode: StatusCodes.Status401Unauthorized),
        };
    }

    public static async Task<NoContent> SignOutAsync(Session session)
    {
        await session.SignOutAsync();
        return TypedResults.NoContent();
    }
}
