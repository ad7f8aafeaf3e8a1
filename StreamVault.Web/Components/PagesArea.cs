using Microsoft.AspNetCore.Antiforgery;
using MudBlazor.Services;
using StreamVault.Web.Accounts;

namespace StreamVault.Web.Components;

/// <summary>Registers and maps the pages.</summary>
internal static class PagesArea
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services
            .AddOptions<AntiforgeryOptions>()
            .Configure<CookieNames>((options, names) => options.Cookie.Name = names.Antiforgery);
        services.AddMudServices();
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        app.MapPost(StreamVaultUrls.SignOut, SignOutAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> SignOutAsync(Session session)
    {
        await session.SignOutAsync();
        return TypedResults.LocalRedirect(StreamVaultUrls.SignIn);
    }
}
