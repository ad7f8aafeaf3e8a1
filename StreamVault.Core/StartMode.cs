namespace StreamVault.Core;

/// <summary>What the server was told on its command line about the data folder.</summary>
/// <param name="AsNew">
/// Whether a vault begins anew in a folder that holds videos but no usable database: the old files are quarantined. Default
/// false: then the server does not start.
/// </param>
public sealed record StartMode(bool AsNew = false)
{
    private const string New = "--new";

    /// <summary>Reads it from the server's arguments.</summary>
    /// <param name="arguments">As they were given.</param>
    /// <param name="others">The arguments that are meant for the web server.</param>
    public static StartMode From(IReadOnlyCollection<string> arguments, out string[] others)
    {
        others = [.. arguments.Where(argument => argument != New)];
        return new StartMode(others.Length < arguments.Count);
    }
}
