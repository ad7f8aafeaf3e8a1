using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.RegularExpressions;

namespace StreamVault.Web.Proxies;

/// <summary>Reverse proxy settings: keys of the section <c>StreamVault</c>.</summary>
public sealed partial class ProxyOptions
{
    private const string Path = "(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+";

    /// <summary>The value of <see cref="TrustedProxies"/> if no proxy is trusted.</summary>
    public const string None = "off";

    /// <summary>
    /// The public path of StreamVault, such as <c>/vault</c>. It applies whether or not the proxy removes it.
    /// Default <c>/</c>.
    /// </summary>
    [Description("The path under which a reverse proxy serves StreamVault, such as /vault.")]
    [RegularExpression(Path + "|/", ErrorMessage = "must begin with a slash and not end with one")]
    public string PathBase { get; set; } = "/";

    /// <summary>
    /// Addresses and networks, separated by commas, of the proxies whose forwarded headers are trusted
    /// (X-Forwarded-For, -Proto, -Host and -Prefix). Default <c>off</c>: none is trusted.
    /// </summary>
    [Description(
        "Addresses or networks of reverse proxies whose X-Forwarded headers are trusted, such as 127.0.0.1,10.0.0.0/8."
    )]
    [CustomValidation(typeof(ProxyOptions), nameof(Check))]
    public string TrustedProxies { get; set; } = None;

    /// <summary>The trusted networks; a single address counts as a network.</summary>
    internal IReadOnlyList<IPNetwork> Networks =>
        TrustedProxies == None ? [] : [.. Parts(TrustedProxies).Select(part => Network(part)!.Value)];

    /// <summary>Whether every part is an address or a network.</summary>
    public static ValidationResult? Check(string? value, ValidationContext context) =>
        value == None || (Parts(value).Length > 0 && Parts(value).All(part => Network(part) is not null))
            ? ValidationResult.Success
            : new ValidationResult("must be addresses or networks separated by commas, as in 127.0.0.1,10.0.0.0/8");

    /// <summary>
    /// Whether a path prefix is valid: <c>/vault</c>, with or without a trailing slash, or just <c>/</c>.
    /// </summary>
    internal static bool IsPath(string prefix) => PathPattern().IsMatch(prefix);

    [GeneratedRegex("^(" + Path + "/?|/)$", RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern();

    private static string[] Parts(string? value) =>
        (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IPNetwork? Network(string part) =>
        IPNetwork.TryParse(part, out var network) ? network
        : IPAddress.TryParse(part, out var address) ? new IPNetwork(address, 8 * address.GetAddressBytes().Length)
        : null;
}
