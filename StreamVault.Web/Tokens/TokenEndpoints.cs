using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Library;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Tokens;

/// <summary>Makes a token. Give a moment, a number of hours, or neither for one that never expires.</summary>
internal sealed record CreateTokenRequest(string? Description, DateTimeOffset? ExpiresAt, double? ExpiresInHours);

/// <summary>A token over HTTP.</summary>
/// <param name="Url">What to paste into a player.</param>
internal sealed record TokenResponse(
    Guid Id,
    VideoId VideoId,
    string Token,
    string Url,
    string? Description,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt
)
{
    public static TokenResponse Of(AccessToken token, HttpRequest request) =>
        new(
            token.Id,
            token.VideoId,
            token.Token,
            StreamVaultUrls.MultivariantPlaylist(Server(request), token.VideoId, token.Token),
            token.Description,
            token.ExpiresAt,
            token.CreatedAt,
            token.LastUsedAt
        );

    private static Uri Server(HttpRequest request) => new($"{request.Scheme}://{request.Host}{request.PathBase}");
}

internal static class TokenEndpoints
{
    private const double MaxHours = 24 * 365 * 100;

    public static async Task<Results<Created<TokenResponse>, ProblemHttpResult>> CreateAsync(
        VideoId id,
        CreateTokenRequest? request,
        AccessTokens tokens,
        TimeProvider clock,
        HttpContext context
    )
    {
        var now = clock.GetUtcNow();
        if (Fault(request, now) is { } fault)
        {
            return Refusals.BadRequest(fault);
        }

        var expiresAt = request?.ExpiresInHours is { } hours ? now.AddHours(hours) : request?.ExpiresAt;
        var token = await tokens.CreateAsync(id, request?.Description, expiresAt, context.RequestAborted);
        return token is null
            ? Refusals.NoSuchVideo()
            : TypedResults.Created(
                context.Request.PathBase + StreamVaultUrls.ApiToken(token.Token),
                TokenResponse.Of(token, context.Request)
            );
    }

    private static string? Fault(CreateTokenRequest? request, DateTimeOffset now) =>
        request switch
        {
            { ExpiresAt: not null, ExpiresInHours: not null } => "Give expiresAt or expiresInHours, not both.",
            { ExpiresInHours: <= 0 or > MaxHours or double.NaN } =>
                "expiresInHours must be more than 0 and at most a hundred years.",
            { ExpiresAt: { } moment } when moment <= now => "expiresAt lies in the past.",
            _ => PlainText.Fault("The description", request?.Description, AccessToken.MaxDescriptionLength),
        };

    public static async Task<Ok<TokenResponse[]>> ListAsync(AccessTokens tokens, HttpContext context)
    {
        var listings = await tokens.ListAsync(null, context.RequestAborted);
        return TypedResults.Ok(
            listings
                .Where(listing => !tokens.HasExpired(listing.Token))
                .Select(listing => TokenResponse.Of(listing.Token, context.Request))
                .ToArray()
        );
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        string token,
        AccessTokens tokens,
        CancellationToken cancellationToken
    ) =>
        await tokens.RevokeAsync(token, cancellationToken)
            ? TypedResults.NoContent()
            : Refusals.NotFound("There is no such token.");
}
