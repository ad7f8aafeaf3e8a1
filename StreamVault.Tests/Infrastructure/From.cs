using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Lets clients of the in-memory server come from different addresses, which it knows nothing of by itself.</summary>
public static class From
{
    private const string Header = "Test-Remote-Address";

    /// <summary>Give it to <see cref="StreamVaultApp.Replace"/>.</summary>
    public static void Anywhere(IServiceCollection services) => services.AddSingleton<IStartupFilter>(new Filter());

    /// <summary>A client whose requests come from this address.</summary>
    public static HttpClient ClientFrom(this StreamVaultApp app, string address)
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
