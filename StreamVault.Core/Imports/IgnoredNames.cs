namespace StreamVault.Core.Imports;

/// <summary>Names that are never imported: hidden files, system files, and temporary names of programs that are still writing.</summary>
internal static class IgnoredNames
{
    // From browsers, rsync, Syncthing, Nextcloud, WinSCP, qBittorrent and aria2, in this order.
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

    private static readonly string[] _systemNames =
    [
        "thumbs.db",
        "desktop.ini",
        "$recycle.bin",
        "system volume information",
        "lost+found",
        "@eadir",
    ];

    /// <summary>Whether a file or folder of that name is ignored, with everything in it.</summary>
    public static bool Contain(string name) =>
        name.StartsWith('.')
        || name.StartsWith('~')
        || _endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || _systemNames.Contains(name, StringComparer.OrdinalIgnoreCase);
}
