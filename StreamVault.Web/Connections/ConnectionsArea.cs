using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using StreamVault.Core.Settings;

namespace StreamVault.Web.Connections;

/// <summary>Limits what open connections may cost.</summary>
internal static class ConnectionsArea
{
    public static IServiceCollection AddConnectionLimits(this IServiceCollection services)
    {
        services.AddSettings<ConnectionOptions>("StreamVault:Connections");
        services.AddSingleton<AddressLimit>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ConnectionOptions>>(Limit);
        services
            .AddOptions<SocketTransportOptions>()
            .Configure<IOptions<ConnectionOptions>>(
                (sockets, options) =>
                {
                    var listen = sockets.CreateBoundListenSocket;
                    sockets.CreateBoundListenSocket = endpoint =>
                        listen(endpoint).LimitUnsentBytes().DropAfter(options.Value.StallTimeout);
                }
            );
        return services;
    }

    /// <summary>Sets up the sockets, and limits the connections of each address.</summary>
    public static void UseConnections(this IWebHostBuilder server)
    {
        server.UseSockets(sockets =>
        {
            // Saves a thread switch per request. The runtime completes socket operations on pool threads, which may block.
            sockets.UnsafePreferInlineScheduling = true;
            // A client that finds the queue full tries again only after a second (tcp_syn_retries in tcp(7)).
            sockets.Backlog = 4096;
        });
        server.ConfigureKestrel(kestrel =>
            kestrel.ConfigureEndpointDefaults(endpoint =>
            {
                AddressLimit.Use(endpoint);
                StalledOutput.Use(endpoint);
            })
        );
    }

    private static void Limit(KestrelServerOptions server, IOptions<ConnectionOptions> options)
    {
        server.Limits.RequestHeadersTimeout = options.Value.HeaderTimeout;
        server.Limits.KeepAliveTimeout = options.Value.IdleTimeout;
        server.Limits.MaxConcurrentConnections = options.Value.Most;
        if (OperatingSystem.IsLinux())
        {
            // StallTimeout replaces it. A paused player would be disconnected after a few minutes.
            server.Limits.MinResponseDataRate = null;
        }
    }
}
