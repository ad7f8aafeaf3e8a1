using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;

namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// In a run of the fast tier (fast.runsettings) this replaces FFmpeg, the players, Chromium, nginx and dotnet on the PATH
/// with scripts that fail, so that a test which starts one of them fails, even if a background task started it.
/// Does nothing in other runs.
/// </summary>
internal static class FastTier
{
    private const string Reason =
        "A test of the fast tier must not start this program. Give the test a tier: [Trait(Tier.Name, Tier.Media)].";

    private static readonly string[] _programs =
    [
        "ffmpeg",
        "ffprobe",
        "ffplay",
        "mpv",
        "cvlc",
        "vlc",
        "nginx",
        "dotnet",
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
    ];

    private static string? _folder;

    /// <summary>Why this run replaces no programs; null if it does.</summary>
    public static string? ReasonAgainst =>
        _folder is null ? "Only a run of the fast tier (fast.runsettings) replaces programs" : null;

    /// <summary>
    /// Fails a test that is about to start dotnet: a process that dotnet runs finds it beside itself, not on the PATH.
    /// </summary>
    public static void RefuseDotnet()
    {
        if (_folder is not null)
        {
            throw new InvalidOperationException($"dotnet: {Reason}");
        }
    }

    /// <summary>Fails if a program was started with a path inside this folder.</summary>
    /// <param name="folder">A test's own folder, absolute.</param>
    public static void AssertNothingStartedIn(string folder)
    {
        if (_folder is not null && File.Exists(Calls))
        {
            File.ReadAllLines(Calls).Should().NotContain(call => call.Contains(folder), Reason);
        }
    }

    private static string Calls => Path.Combine(_folder!, "calls");

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Must run before any test or fixture looks for a program.")]
    internal static void Begin()
    {
        if (Environment.GetEnvironmentVariable("STREAMVAULT_TIER") != "fast" || OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("streamvault-fast-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        foreach (var program in _programs)
        {
            Replace(folder, program);
        }

        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", $"{folder}{Path.PathSeparator}{path}");
        _folder = folder;
    }

    // It answers the server's version check at startup like an FFmpeg with all features.
    [UnsupportedOSPlatform("windows")]
    private static void Replace(string folder, string program)
    {
        var script = Path.Combine(folder, program);
        File.WriteAllText(
            script,
            $"""
            #!/bin/sh
            if [ "$*" = -version ]; then
              echo '{program} version 7.0 (fast tier)'
              echo 'configuration: --enable-libx264 --enable-libzimg'
              exit 0
            fi
            echo '{program}' "$@" >> '{folder}/calls'
            echo '{program}: {Reason}' >&2
            exit 97

            """
        );
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
