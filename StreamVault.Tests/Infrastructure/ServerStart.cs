using System.Diagnostics;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Starts the built program and expects it to exit.</summary>
internal static class ServerStart
{
    private static readonly string[] _withoutRootsAccess =
    [
        "setpriv",
        "--bounding-set=-dac_override,-dac_read_search",
        "--inh-caps=-dac_override,-dac_read_search",
    ];

    /// <summary>Whether a program can be started with file permissions enforced, even as root.</summary>
    public static bool CanObeyPermissions { get; } =
        !OperatingSystem.IsWindows()
        && (!Environment.IsPrivilegedProcess || (RunProgram.Find("setpriv") is not null && TrySetpriv()));

    /// <summary>Runs the server on a data folder.</summary>
    /// <param name="dataPath">The data folder.</param>
    /// <param name="urls">The addresses to listen on.</param>
    /// <param name="obeysPermissions">Whether file permissions are enforced, which they aren't for root.</param>
    public static Task<ProgramResult> TryAsync(string dataPath, string urls, bool obeysPermissions = false) =>
        RunAsync(dataPath, obeysPermissions, "--urls", urls);

    /// <summary>Runs a command on a data folder.</summary>
    public static Task<ProgramResult> TryCommandAsync(
        string dataPath,
        bool obeysPermissions,
        params string[] command
    ) => RunAsync(dataPath, obeysPermissions, command);

    /// <summary>Sets the permissions of a file or folder; does nothing on Windows.</summary>
    public static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static async Task<ProgramResult> RunAsync(string dataPath, bool obeysPermissions, params string[] arguments)
    {
        FastTier.RefuseDotnet();
        var folder = Path.Combine(Repository.Root, "StreamVault.Web", "bin", Repository.Configuration, "net10.0");
        string[] command =
        [
            .. obeysPermissions && Environment.IsPrivilegedProcess ? _withoutRootsAccess : [],
            "dotnet",
            Path.Combine(folder, "StreamVault.Web.dll"),
            .. arguments,
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["StreamVault__DataPath"] = dataPath;
        // Optimizing takes a sixth of the processor time of a start, and this process ends soon.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The server did not exit. Output: {await output}{await error}");
        }

        return new ProgramResult(process.ExitCode, await output, await error);
    }

    private static bool TrySetpriv()
    {
        using var folder = new TemporaryFolder();
        SetMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var process = Process.Start(
            new ProcessStartInfo(_withoutRootsAccess[0], [.. _withoutRootsAccess[1..], "touch", folder.At("probe")])
            {
                RedirectStandardError = true,
            }
        )!;
        process.WaitForExit();
        return process.ExitCode != 0 && !File.Exists(folder.At("probe"));
    }
}

/// <summary>A test that needs enforced file permissions.</summary>
public sealed class PermissionsFactAttribute : FactAttribute
{
    public PermissionsFactAttribute() =>
        Skip = ServerStart.CanObeyPermissions
            ? null
            : "File permissions can't be enforced for root: setpriv can't drop CAP_DAC_OVERRIDE";
}
