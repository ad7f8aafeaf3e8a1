using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Tokens;

/// <summary>
/// Creates a token that expires at a given time, after a number of hours, or never. By default, the setting
/// <c>StreamVault:Tokens:DefaultLifetime</c> applies; unless it was changed, tokens never expire.
/// </summary>
/// <param name="MaxViewers">How many viewers may use it at the same time; null for no limit.</param>
internal sealed record CreateTokenRequest(
    string? Description,
    DateTimeOffset? ExpiresAt,
    double? ExpiresInHours,
    bool NeverExpires = false,
    int? MaxViewers = null
);

/// <summary>A token in the HTTP interface.</summary>
/// <param name="Token">The secret; null if the key that decrypts it is missing. The link still works.</param>
/// <param name="Url">The address to paste into a player; null if the secret can't be shown.</param>
/// <param name="MaxViewers">How many viewers may use it at the same time; null for no limit.</param>
/// <param name="Plays">How many times playback was started with it.</param>
/// <param name="Addresses">From how many addresses it was used; 100 means 100 or more.</param>
/// <param name="BytesSent">How many bytes of the video were sent for it.</param>
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
        if (Error(request, now) is { } error)
        {
            return Refusals.BadRequest(error);
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

    private static (string Field, string Fault)? Error(CreateTokenRequest? request, DateTimeOffset now) =>
        request switch
        {
            { ExpiresAt: not null, ExpiresInHours: not null } => (
                "expiresInHours",
                "Set either expiresAt or expiresInHours, not both."
            ),
            { NeverExpires: true, ExpiresAt: not null } or { NeverExpires: true, ExpiresInHours: not null } => (
                "neverExpires",
                "neverExpires can't be combined with expiresAt or expiresInHours."
            ),
            { MaxViewers: < 1 or > AccessToken.MaxViewerLimit } => (
                "maxViewers",
                $"maxViewers must be from 1 to {AccessToken.MaxViewerLimit}. Omit it for no limit."
            ),
            { ExpiresInHours: <= 0 or > MaxHours or double.NaN } => (
                "expiresInHours",
                "expiresInHours must be more than 0 and at most 100 years."
            ),
            { ExpiresAt: { } moment } when moment <= now => ("expiresAt", "expiresAt must be in the future."),
            _ => PlainText.Fault("The description", request?.Description, AccessToken.MaxDescriptionLength) is { } fault
                ? ("description", fault)
                : null,
        };

    public static async Task<Ok<TokenResponse[]>> ListAsync(AccessTokens tokens, HttpContext context)
    {
        var listings = await tokens.ListAsync(null, Accounts.Viewer.SeesPrivate(context), context.RequestAborted);
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
        VideoLibrary library,
        HttpContext context
    )
    {
        // A secret is longer than a UUID, so it can't be mistaken for one.
        var known = Guid.TryParseExact(token, "D", out var id) ? tokens.Find(id) : tokens.Find(token);
        return
            known is not null
            && !library.Hidden.IsHidden(known.VideoId, Accounts.Viewer.SeesPrivate(context))
            && await tokens.RevokeAsync(known.Id, context.RequestAborted)
            ? TypedResults.NoContent()
            : Refusals.NotFound("There is no such token.");
    }
}
