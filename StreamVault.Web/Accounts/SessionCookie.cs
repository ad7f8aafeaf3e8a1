using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StreamVault.Core.Accounts;

namespace StreamVault.Web.Accounts;

/// <summary>Configures the session cookie: its lifetime, its validation, and the redirect to the sign-in page.</summary>
internal sealed class SessionCookie(
    UserSessions sessions,
    IOptions<SessionOptions> session,
    CookieNames names,
    TimeProvider clock
) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public void Configure(CookieAuthenticationOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != IdentityConstants.ApplicationScheme)
        {
            return;
        }

        options.Cookie.Name = names.Session;
        options.CookieManager = new HostCookies();
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = session.Value.IdleTimeout;
        options.SlidingExpiration = true;
        options.TimeProvider = clock;
        options.Events.OnRedirectToLogin = context => ToSignIn(context);
        options.Events.OnRedirectToAccessDenied = context => Refuse(context, StatusCodes.Status403Forbidden);
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    private static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments(StreamVaultUrls.Api))
        {
            return Refuse(context, StatusCodes.Status401Unauthorized);
        }

        context.Response.Redirect(
            context.Request.PathBase + StreamVaultUrls.SignInThen(context.Request.Path + context.Request.QueryString)
        );
        return Task.CompletedTask;
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    // The cookie only contains a session's secret. The keys that protect cookies can't create a session.
    private async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var from = context.HttpContext.Connection.RemoteIpAddress;
        if (sessions.Use(SecretOf(context.Principal), from) is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }

    /// <summary>The claim that holds the session's secret.</summary>
    public const string SecretClaim = "streamvault-session-secret";

    public static string? SecretOf(ClaimsPrincipal? session) => session?.FindFirstValue(SecretClaim);
}
