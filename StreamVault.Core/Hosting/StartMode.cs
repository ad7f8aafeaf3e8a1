namespace StreamVault.Core.Hosting;

/// <summary>The command-line options for the data folder.</summary>
/// <param name="AsNew">
/// Whether to start a new vault in a folder that holds videos but no usable database, and quarantine the old files.
/// Default false: the server does not start.
/// </param>
public sealed record StartMode(bool AsNew = false)
{
    private const string New = "--new";

    /// <summary>Reads the options from the server's arguments.</summary>
    /// <param name="arguments">All arguments.</param>
    /// <param name="others">The remaining arguments, for the web server.</param>
    public static StartMode From(IReadOnlyCollection<string> arguments, out string[] others)
    {
        others = [.. arguments.Where(argument => argument != New)];
        return new StartMode(others.Length < arguments.Count);
    }
}
