using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Tokens;

/// <summary>
/// Makes a token. Give a moment, a number of hours, or that it never expires; without any of them the server's setting
/// decides, and that is never unless its owner changed it.
/// </summary>
/// <param name="MaxViewers">How many may watch with it at once; without it any number.</param>
internal sealed record CreateTokenRequest(
    string? Description,
    DateTimeOffset? ExpiresAt,
    double? ExpiresInHours,
    bool NeverExpires = false,
    int? MaxViewers = null
);

/// <summary>A token over HTTP.</summary>
/// <param name="Token">The secret; null if it can't be shown because the key that decrypts it is missing. The link works.</param>
/// <param name="Url">What to paste into a player; null if the secret can't be shown.</param>
/// <param name="MaxViewers">How many may watch with it at once; null for any number.</param>
/// <param name="Plays">How often the video was begun with it.</param>
/// <param name="Addresses">From how many addresses it was used; 100 stands for 100 or more.</param>
/// <param name="BytesSent">How much of the video was sent for it.</param>
internal sealed record TokenResponse(
    Guid Id,
    VideoId VideoId,
    string? Token,
    string? Url,
    string? Description,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt,
    int? MaxViewers,
    long Plays,
    int Addresses,
    long BytesSent
)
{
    public static TokenResponse Of(AccessToken token, HttpRequest request) =>
        new(
            token.Id,
            token.VideoId,
            token.Token,
            token.Token is { } secret
                ? StreamVaultUrls.MultivariantPlaylist(Server(request), token.VideoId, secret)
                : null,
            token.Description,
            token.ExpiresAt,
            token.CreatedAt,
            token.LastUsedAt,
            token.MaxViewers,
            token.Plays,
            token.Addresses,
            token.BytesSent
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
        IOptions<TokenOptions> options,
        TimeProvider clock,
        HttpContext context
    )
    {
        var now = clock.GetUtcNow();
        if (Fault(request, now) is { } fault)
        {
            return Refusals.BadRequest(fault);
        }

        var token = await tokens.CreateAsync(
            id,
            request?.Description,
            End(request, options.Value, now),
            request?.MaxViewers,
            context.RequestAborted
        );
        return token is null
            ? Refusals.NoSuchVideo()
            : TypedResults.Created(
                context.Request.PathBase + StreamVaultUrls.ApiToken(token.Token ?? $"{token.Id:D}"),
                TokenResponse.Of(token, context.Request)
            );
    }

    private static DateTimeOffset? End(CreateTokenRequest? request, TokenOptions options, DateTimeOffset now) =>
        request switch
        {
            { NeverExpires: true } => null,
            { ExpiresInHours: { } hours } => now.AddHours(hours),
            { ExpiresAt: { } moment } => moment,
            _ => options.DefaultEnd(now),
        };

    private static string? Fault(CreateTokenRequest? request, DateTimeOffset now) =>
        request switch
        {
            { ExpiresAt: not null, ExpiresInHours: not null } => "Give expiresAt or expiresInHours, not both.",
            { NeverExpires: true, ExpiresAt: not null } or { NeverExpires: true, ExpiresInHours: not null } =>
                "A token that never expires has neither expiresAt nor expiresInHours.",
            { MaxViewers: < 1 or > AccessToken.MostViewers } =>
                $"maxViewers must be from 1 to {AccessToken.MostViewers}; leave it out for any number.",
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
        // A secret is never the text of a UUID: it is longer.
        await (
            Guid.TryParseExact(token, "D", out var id)
                ? tokens.RevokeAsync(id, cancellationToken)
                : tokens.RevokeAsync(token, cancellationToken)
        )
            ? TypedResults.NoContent()
            : Refusals.NotFound("There is no such token.");
}
