using System.Globalization;

namespace StreamVault.Web.Startup;

/// <summary>
/// The addresses the server listens on, set as in any ASP.NET Core application: <c>--urls</c>, the setting <c>Urls</c>,
/// <c>ASPNETCORE_URLS</c>, <c>ASPNETCORE_HTTP_PORTS</c>, or Kestrel's endpoints.
/// </summary>
internal static class ListenAddresses
{
    /// <summary>Used if no address is given.</summary>
    public const string Default = "http://localhost:4000";

    public const string Example = "http://localhost:4001";

    /// <summary>Listens on <see cref="Default"/> unless the configuration sets an address or a port.</summary>
    public static void AddDefaultAddress(this WebApplicationBuilder builder)
    {
        if (Of(builder.Configuration).Count == 0)
        {
            builder.WebHost.UseUrls(Default);
        }
    }

    /// <summary>All addresses as configured. Endpoints override URLs, and URLs override ports.</summary>
    public static IReadOnlyList<string> Of(IConfiguration configuration) =>
        Endpoints(configuration) is { Count: > 0 } endpoints ? endpoints
        : Values(configuration, WebHostDefaults.ServerUrlsKey) is { Length: > 0 } urls ? urls
        :
        [
            .. Values(configuration, WebHostDefaults.HttpPortsKey).Select(port => $"http://*:{port}"),
            .. Values(configuration, WebHostDefaults.HttpsPortsKey).Select(port => $"https://*:{port}"),
        ];

    /// <summary>Describes the invalid addresses, one sentence each; empty if all are valid.</summary>
    public static IReadOnlyList<string> Faults(IConfiguration configuration) =>
        [
            .. Values(configuration, WebHostDefaults.ServerUrlsKey)
                .Where(address => !IsValid(address))
                .Select(address =>
                    $"Urls is '{address}', which is not an address to listen on. A good value is {Example}."
                ),
            .. PortFaults(configuration, WebHostDefaults.HttpPortsKey),
            .. PortFaults(configuration, WebHostDefaults.HttpsPortsKey),
        ];

    private static IEnumerable<string> PortFaults(IConfiguration configuration, string key) =>
        Values(configuration, key)
            .Where(port => !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(port => $"{key.ToUpperInvariant()} is '{port}', which is not a port. A good value is 4001.");

    private static List<string> Endpoints(IConfiguration configuration) =>
        [
            .. configuration
                .GetSection("Kestrel:Endpoints")
                .GetChildren()
                .Select(endpoint => endpoint["Url"] ?? endpoint.Key),
        ];

    private static string[] Values(IConfiguration configuration, string key) =>
        (configuration[key] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsValid(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed.Scheme is "http" or "https"
                && parsed.PathBase.Length == 0
                && parsed.Port is >= 0 and <= ushort.MaxValue;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
