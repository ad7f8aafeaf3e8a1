namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// The options of bubblewrap (bwrap(1)) that give a program access only to its own files and the system's libraries.
/// </summary>
internal static class SandboxArguments
{
    // Programs, libraries and the dynamic linker's files; no user data.
    private static readonly string[] System =
    [
        "/usr",
        "/opt",
        "/nix/store",
        "/gnu/store",
        "/etc/ld.so.cache",
        "/etc/alternatives",
        "/etc/fonts",
        // glibc reads the huge page size here (AllocatorTuning).
        "/sys/kernel/mm/transparent_hugepage",
    ];

    // Links into /usr on most systems.
    private static readonly string[] Roots = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

    private static readonly Lazy<string[]> Always = new(() =>
        [
            .. (string[])["--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--die-with-parent"],
            // Root keeps the right to read files of other users, such as one moved in from the watched folder.
            .. Environment.IsPrivilegedProcess ? (string[])["--cap-drop", "ALL", "--cap-add", "CAP_DAC_OVERRIDE"] : [],
            .. (string[])["--dev", "/dev"],
            .. System.SelectMany(path => ReadOnly(path)),
            .. Roots.SelectMany(path =>
                new DirectoryInfo(path).LinkTarget is { } target
                    ? (string[])["--symlink", target, path]
                    : ReadOnly(path)
            ),
        ]
    );

    /// <summary>Everything between <c>bwrap</c> and the program.</summary>
    /// <param name="program">The program, as an absolute path.</param>
    /// <param name="files">What it needs.</param>
    public static IReadOnlyList<string> For(string program, ProgramCallFiles files) =>
        [
            .. Always.Value,
            .. ReadOnly(program),
            .. new FileInfo(program).ResolveLinkTarget(returnFinalTarget: true) is { } target
                ? ReadOnly(target.FullName)
                : [],
            // Outer folders first: a later mount hides what is below it.
            .. Mounts(files).OrderBy(mount => mount[^1], StringComparer.Ordinal).SelectMany(mount => mount),
            .. (string[])["--remount-ro", "/", "--"],
        ];

    private static IEnumerable<string[]> Mounts(ProgramCallFiles files) =>
        [
            .. files.Written.Select(folder => (string[])["--bind-try", folder, folder]),
            // A file to read may be inside a folder to write.
            .. files
                .Read.Where(path =>
                    !files.Written.Any(folder =>
                        path == folder || path.StartsWith(folder + '/', StringComparison.Ordinal)
                    )
                )
                .Select(ReadOnly),
        ];

    private static string[] ReadOnly(string path) => ["--ro-bind-try", path, path];
}
