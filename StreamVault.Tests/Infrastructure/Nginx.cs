using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace StreamVault.Tests.Infrastructure;

/// <summary>An nginx in front of a server, under a path prefix, configured as in docs/reverse-proxy.md.</summary>
public sealed partial class Nginx : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    private Nginx(Uri server, string prefix)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}{prefix}/");
        var settings = _folder.At("nginx.conf");
        File.WriteAllText(settings, Settings(server, prefix));
        var program =
            RunProgram.Find("nginx")
            ?? (File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : null)
            ?? throw new InvalidOperationException("nginx is missing: run script/test, which installs it.");
        _process = Process.Start(program, ["-c", settings, "-e", _folder.At("error.log"), "-p", _folder.FullName]);
    }

    /// <summary>Its address, with the prefix and a trailing slash.</summary>
    public Uri Address { get; }

    /// <summary>Its access log.</summary>
    public string AccessLog => File.ReadAllText(_folder.At("streamvault.log"));

    /// <summary>Starts nginx and waits until the server responds through it.</summary>
    /// <param name="server">The server behind it.</param>
    /// <param name="prefix">The path prefix: <c>/vault</c>.</param>
    public static async Task<Nginx> StartAsync(Uri server, string prefix)
    {
        var nginx = new Nginx(server, prefix);
        using var client = new HttpClient();
        await Until.TrueAsync(async () =>
        {
            try
            {
                return (await client.GetAsync(new Uri(nginx.Address, "health"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return nginx;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The blocks are those of the documentation, with other addresses.
    private string Settings(Uri server, string prefix)
    {
        var blocks = NginxBlock()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/reverse-proxy.md")))
            .Select(block =>
                block
                    .Groups["text"]
                    .Value.Replace("http://127.0.0.1:4000/", server.ToString(), StringComparison.Ordinal)
                    .Replace("/var/log/nginx/", _folder.FullName + "/", StringComparison.Ordinal)
                    .Replace("/vault", prefix, StringComparison.Ordinal)
            )
            .ToArray();
        return $$"""
            daemon off;
            pid {{_folder.At("pid")}};
            events { }
            http {
              access_log off;
              client_body_temp_path {{_folder.At("body")}};
              proxy_temp_path {{_folder.At("proxy")}};
              fastcgi_temp_path {{_folder.At("fastcgi")}};
              uwsgi_temp_path {{_folder.At("uwsgi")}};
              scgi_temp_path {{_folder.At("scgi")}};
              {{blocks[0]}}
              server {
                listen 127.0.0.1:{{Address.Port}};
                {{blocks[1]}}
              }
            }
            """;
    }

    [GeneratedRegex("```nginx\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex NginxBlock();
}
