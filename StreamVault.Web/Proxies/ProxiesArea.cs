using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using StreamVault.Core.Settings;

namespace StreamVault.Web.Proxies;

/// <summary>Lets the server see itself as its visitors do, where a reverse proxy stands in between.</summary>
internal static class ProxiesArea
{
    public static IServiceCollection AddProxies(this IServiceCollection services)
    {
        services.AddSettings<ProxyOptions>("StreamVault");
        return services;
    }

    /// <summary>Must come first: everything behind it asks who the visitor is, and builds links.</summary>
    public static void UseProxies(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value;
        if (options.Networks is { Count: > 0 } trusted)
        {
            app.Use(DropBadPrefix);
            app.UseForwardedHeaders(Believing(trusted));
        }

        if (options.PathBase != "/")
        {
            app.UsePrefix(options.PathBase);
        }
    }

    // A proxy may pass on a prefix from the client, and links would begin with it: //evil.example is another host.
    private static Task DropBadPrefix(HttpContext context, RequestDelegate next)
    {
        const string Header = "X-Forwarded-Prefix";
        var headers = context.Request.Headers;
        if (headers.GetCommaSeparatedValues(Header).Any(prefix => !ProxyOptions.IsPath(prefix)))
        {
            headers.Remove(Header);
        }

        return next(context);
    }

    private static ForwardedHeadersOptions Believing(IEnumerable<System.Net.IPNetwork> trusted)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.All,
            // As many proxies as there are, as long as each is trusted.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in trusted)
        {
            options.KnownIPNetworks.Add(network);
        }

        return options;
    }

    // UsePathBase leaves a request alone whose prefix the proxy took off, and its page would then link past the prefix.
    private static void UsePrefix(this WebApplication app, PathString prefix) =>
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (request.Path.StartsWithSegments(prefix, out var rest))
                {
                    request.Path = rest.HasValue ? rest : "/";
                }

                request.PathBase = prefix;
                return next(context);
            }
        );
}
