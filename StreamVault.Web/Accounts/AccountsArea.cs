using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Settings;
using StreamVault.Core.Storage;
using StreamVault.Web.Reference;

namespace StreamVault.Web.Accounts;

/// <summary>The one account: first run, sign-in, session cookie, sign-out.</summary>
internal static class AccountsArea
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSettings<SessionOptions>("StreamVault:Session");
        services.AddSingleton(provider =>
        {
            var session = provider.GetRequiredService<IOptions<SessionOptions>>().Value;
            return new SessionLimits(session.IdleTimeout, session.MaxLifetime);
        });
        services.AddDataProtection().SetApplicationName("StreamVault");
        services
            .AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<VaultStorage, ILoggerFactory>(
                (keys, storage, loggers) => keys.XmlRepository = new ProtectionKeyFiles(storage, loggers)
            );
        services
            .AddIdentityCore<VaultUser>(options =>
            {
                PasswordRules.Apply(options.Password);
                options.User.AllowedUserNameCharacters = "";
            })
            .AddPasswordValidator<PasswordRules>()
            .AddEntityFrameworkStores<StreamVaultDbContext>()
            .AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme);
        services.AddSingleton<CookieNames>();
        services.ConfigureOptions<SessionCookie>();
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        services.AddSingleton<SetupCode>();
        services.AddHostedService<SetupCodeAnnouncement>();
        services.AddScoped<FirstRun>();
        services.AddScoped<Session>();
        services.AddScoped<Viewer>();
        services.AddScoped<PrivateVideos>();
        services.AddHttpContextAccessor();
        return services;
    }

    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapPost(StreamVaultUrls.ApiSetup, AccountEndpoints.SetUpAsync)
            .WithSummary("Create the account")
            .WithTags("Account")
            .WithRequestExample("""{"username":"anna","password":"Correct-horse-7-battery","originals":"keep"}""");
        app.MapPost(StreamVaultUrls.ApiLogin, AccountEndpoints.SignInAsync)
            .WithSummary("Sign in; the response sets the session cookie")
            .WithTags("Account")
            .WithRequestExample("""{"username":"anna","password":"Correct-horse-7-battery"}""");
        app.MapPost(StreamVaultUrls.ApiLogout, AccountEndpoints.SignOutAsync)
            .WithSummary("Sign out")
            .WithTags("Account");
        var privateVideos = app.MapGroup(StreamVaultUrls.ApiPrivate).WithTags("Account").RequireAuthorization();
        privateVideos
            .MapPost("", PrivateEndpoints.UnlockAsync)
            .WithSummary("Unlock private videos in this session with the password")
            .WithRequestExample("""{"password":"Correct-horse-7-battery"}""");
        privateVideos.MapDelete("", PrivateEndpoints.Lock).WithSummary("Lock private videos in this session");
        var sessions = app.MapGroup(StreamVaultUrls.ApiSessions).WithTags("Account").RequireAuthorization();
        sessions.MapGet("", SessionEndpoints.List).WithSummary("List signed-in devices");
        sessions.MapDelete("{id:guid}", SessionEndpoints.EndAsync).WithSummary("Sign out a device");
    }
}
