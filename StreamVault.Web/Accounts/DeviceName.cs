namespace StreamVault.Web.Accounts;

/// <summary>Names a device by its <c>User-Agent</c> header, so that the owner recognizes it.</summary>
internal static class DeviceName
{
    private const int MaxProgramLength = 40;

    // The order matters: a browser's user agent also names the browsers it is based on.
    private static readonly (string Mark, string Name)[] _browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] _systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    /// <returns><c>Firefox on Linux</c>; for other programs, their name, such as <c>curl</c>.</returns>
    public static string Of(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent))
        {
            return "Unknown device";
        }

        var browser = NameIn(userAgent, _browsers);
        var system = NameIn(userAgent, _systems);
        return (browser, system) switch
        {
            ({ }, { }) => $"{browser} on {system}",
            ({ }, null) => browser,
            _ => ProgramIn(userAgent) ?? system ?? "Unknown device",
        };
    }

    private static string? NameIn(string userAgent, (string Mark, string Name)[] known) =>
        known.FirstOrDefault(entry => userAgent.Contains(entry.Mark, StringComparison.Ordinal)).Name;

    // "curl/8.5.0" is curl (RFC 9110 section 10.1.5).
    private static string? ProgramIn(string userAgent)
    {
        var name = new string([
            .. userAgent.TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'),
        ]);
        return name.Length is 0 or > MaxProgramLength || name == "Mozilla" ? null : name;
    }
}
