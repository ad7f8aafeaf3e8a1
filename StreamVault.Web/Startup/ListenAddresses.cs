namespace StreamVault.Web.Startup;

/// <summary>The addresses the server listens on: <c>--urls</c>, or the setting <c>Urls</c>.</summary>
internal static class ListenAddresses
{
    public const string Example = "http://localhost:4001";

    /// <summary>All addresses, as they were given.</summary>
    public static IReadOnlyList<string> Of(IConfiguration configuration) =>
        (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(
            ';',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );

    /// <summary>What is wrong with the addresses, in sentences; empty if nothing is.</summary>
    public static IReadOnlyList<string> Faults(IConfiguration configuration) =>
        [
            .. Of(configuration)
                .Where(address => !IsValid(address))
                .Select(address =>
                    $"Urls is '{address}', which is not an address to listen on. A good value is {Example}."
                ),
        ];

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
