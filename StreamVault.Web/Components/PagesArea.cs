using Microsoft.AspNetCore.Antiforgery;
using MudBlazor;
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
        services.AddMudServices(mud =>
        {
            // Toasts only confirm what was done. The page must not shine through their text.
            mud.SnackbarConfiguration.NormalIcon = Icons.Material.Rounded.Check;
            mud.SnackbarConfiguration.MaximumOpacity = 100;
            // The headings of panels are at the top right, and the upload tray is at the bottom right.
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
        });
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
