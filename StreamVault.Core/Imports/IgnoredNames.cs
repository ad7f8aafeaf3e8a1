namespace StreamVault.Core.Imports;

/// <summary>Names of files and folders that are nobody's video: hidden ones, and those that programs use while they write.</summary>
internal static class IgnoredNames
{
    // Browsers, rsync, Syncthing, Nextcloud, WinSCP, qBittorrent and aria2, in this order as far as they differ.
    private static readonly string[] _endings =
    [
        ".part",
        ".crdownload",
        ".download",
        ".opdownload",
        ".partial",
        ".tmp",
        ".temp",
        ".~tmp~",
        ".filepart",
        ".!qb",
        ".aria2",
    ];

    private static readonly string[] _ofTheSystem =
    [
        "thumbs.db",
        "desktop.ini",
        "$recycle.bin",
        "system volume information",
        "lost+found",
        "@eadir",
    ];

    /// <summary>Whether a file or folder of that name is left where it is, with all that is in it.</summary>
    public static bool Contain(string name) =>
        name.StartsWith('.')
        || name.StartsWith('~')
        || _endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || _ofTheSystem.Contains(name, StringComparer.OrdinalIgnoreCase);
}
