using System.Globalization;

namespace StreamVault.Web.Connections;

/// <summary>The open files of this process, including connections.</summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";
    private const string Name = "Max open files";

    /// <summary>How many files the process may open; null if the system sets or reports no limit.</summary>
    public static int? Most =>
        File.Exists(Limits)
        && File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) is { } limit
        && int.TryParse(
            limit[Name.Length..].TrimStart().Split(' ')[0],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var most
        )
            ? most
            : null;
}
