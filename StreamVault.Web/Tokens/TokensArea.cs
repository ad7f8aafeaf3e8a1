using StreamVault.Core.Settings;

namespace StreamVault.Web.Tokens;

/// <summary>Access tokens over HTTP.</summary>
internal static class TokensArea
{
    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddSettings<TokenOptions>("StreamVault:Tokens");
        return services;
    }

    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithTags("Tokens").RequireAuthorization();
        api.MapPost(StreamVaultUrls.ApiVideos + "/{id:guid}/tokens", TokenEndpoints.CreateAsync)
            .WithSummary("Make a token for a video");
        api.MapGet(StreamVaultUrls.ApiTokens, TokenEndpoints.ListAsync).WithSummary("List tokens that open something");
        api.MapDelete(StreamVaultUrls.ApiTokens + "/{token}", TokenEndpoints.RevokeAsync)
            .WithSummary("Revoke a token by its value or its id");
        api.MapGet(StreamVaultUrls.ApiLinkPreviews, LinkPreviewEndpoints.ReadAsync)
            .WithSummary("Get whether chats may preview links");
        api.MapPut(StreamVaultUrls.ApiLinkPreviews, LinkPreviewEndpoints.ChooseAsync)
            .WithSummary("Turn link previews on or off");
    }
}
