using System.Diagnostics;
using System.Text.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Commands;

/// <summary>Runs a command of the built program, as in a shell.</summary>
internal static class CommandRun
{
    /// <summary>The built program.</summary>
    public static string Program { get; } =
        Path.Combine(
            Repository.Root,
            "StreamVault.Web",
            "bin",
            Repository.Configuration,
            "net10.0",
            "StreamVault.Web.dll"
        );

    /// <summary>Runs it on a data folder, with nothing on standard input.</summary>
    public static Task<ProgramResult> OnAsync(string dataPath, params string[] arguments) =>
        RunAsync(dataPath, [], "", arguments);

    /// <summary>Runs it on a data folder with something piped into it.</summary>
    public static Task<ProgramResult> WithInputAsync(string dataPath, string input, params string[] arguments) =>
        RunAsync(dataPath, [], input, arguments);

    /// <summary>Runs it on a data folder with settings as environment variables.</summary>
    public static Task<ProgramResult> WithSettingsAsync(
        string dataPath,
        (string Variable, string Value)[] settings,
        params string[] arguments
    ) => RunAsync(dataPath, settings, "", arguments);

    /// <summary>The videos as the command <c>list --json</c> prints them.</summary>
    public static async Task<JsonElement[]> ListAsync(string dataPath) =>
        JsonSerializer.Deserialize<JsonElement[]>((await OnAsync(dataPath, "list", "--json")).Succeeded().Output)!;

    private static async Task<ProgramResult> RunAsync(
        string dataPath,
        (string Variable, string Value)[] settings,
        string input,
        string[] arguments
    )
    {
        FastTier.RefuseDotnet();
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["StreamVault__DataPath"] = dataPath;
        // Optimizing takes a sixth of the processor time of a start, and this process ends soon.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (variable, value) in settings)
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The command did not end. It said: {await output}{await error}");
        }

        return new ProgramResult(process.ExitCode, await output, await error);
    }
}
