using StreamVault.Core.Settings;
using StreamVault.Web.Reference;

namespace StreamVault.Web.Tokens;

/// <summary>Access tokens in the HTTP interface.</summary>
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
            .WithSummary("Create a token for a video")
            .WithRequestExample("""{"description":"Grandma's tablet","expiresInHours":720,"maxViewers":2}""");
        api.MapGet(StreamVaultUrls.ApiTokens, TokenEndpoints.ListAsync).WithSummary("List tokens that haven't expired");
        api.MapDelete(StreamVaultUrls.ApiTokens + "/{token}", TokenEndpoints.RevokeAsync)
            .WithSummary("Revoke a token by its value or its id");
        api.MapGet(StreamVaultUrls.ApiLinkPreviews, LinkPreviewEndpoints.ReadAsync)
            .WithSummary("Get whether link previews are on");
        api.MapPut(StreamVaultUrls.ApiLinkPreviews, LinkPreviewEndpoints.ChooseAsync)
            .WithSummary("Turn link previews on or off")
            .WithRequestExample("""{"enabled":true}""");
    }
}
