namespace StreamVault.Web.Tokens;

/// <summary>Access tokens over HTTP.</summary>
internal static class TokensArea
{
    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithTags("Tokens").RequireAuthorization();
        api.MapPost(StreamVaultUrls.ApiVideos + "/{id:guid}/tokens", TokenEndpoints.CreateAsync);
        api.MapGet(StreamVaultUrls.ApiTokens, TokenEndpoints.ListAsync);
        api.MapDelete(StreamVaultUrls.ApiTokens + "/{token}", TokenEndpoints.RevokeAsync);
    }
}
