using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using StreamVault.Core.Settings;

namespace StreamVault.Web.Proxies;

/// <summary>Makes client addresses and links correct behind a reverse proxy.</summary>
internal static class ProxiesArea
{
    public static IServiceCollection AddProxies(this IServiceCollection services)
    {
        services.AddSettings<ProxyOptions>("StreamVault");
        return services;
    }

    /// <summary>Must come first, since all later middleware needs the client's address and may build links.</summary>
    public static void UseProxies(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value;
        if (options.Networks is { Count: > 0 } trusted)
        {
            app.Use(DropBadPrefix);
            app.UseForwardedHeaders(HeaderOptions(trusted));
        }

        if (options.PathBase != "/")
        {
            app.UsePrefix(options.PathBase);
        }
    }

    // A proxy may forward a prefix sent by the client, and links would start with it: //evil.example is another host.
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

    private static ForwardedHeadersOptions HeaderOptions(IEnumerable<System.Net.IPNetwork> trusted)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.All,
            // Any number of proxies, as long as each is trusted.
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

    // UsePathBase ignores requests whose prefix the proxy has removed, and links on their pages would lack the prefix.
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
