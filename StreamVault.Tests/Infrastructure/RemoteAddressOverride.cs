using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Gives clients of the in-memory server, which has no network, a remote address.</summary>
public static class RemoteAddressOverride
{
    private const string Header = "Test-Remote-Address";

    /// <summary>Pass this to <see cref="StreamVaultApp.Replace"/>.</summary>
    public static void Register(IServiceCollection services) => services.AddSingleton<IStartupFilter>(new Filter());

    /// <summary>A client whose requests come from this address.</summary>
    public static HttpClient CreateClientFrom(this StreamVaultApp app, string address)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Add(Header, address);
        return client;
    }

    private sealed class Filter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, following) =>
                    {
                        if (IPAddress.TryParse(context.Request.Headers[Header], out var address))
                        {
                            context.Connection.RemoteIpAddress = address;
                        }

                        return following(context);
                    }
                );
                next(app);
            };
    }
}
