using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// The built server in a separate process, with its own port and data folder. It can be killed and restarted with the same
/// folder and port.
/// </summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Dictionary<string, string> _settings;
    private Process? _process;
    private Uri? _address;

    private ServerProcess(Dictionary<string, string> settings) => _settings = settings;

    /// <summary>Additional command-line arguments for the next start.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>Whether it gets a free port as an argument. Otherwise its settings say where it listens.</summary>
    public bool ChoosesAddress { get; set; } = true;

    /// <summary>The data folder.</summary>
    public string DataPath => _data.FullName;

    /// <summary>Its address, with a trailing slash; the same after a restart.</summary>
    public Uri Address => _address ?? throw new InvalidOperationException("The server has not started yet.");

    /// <summary>The server's process id, while it runs.</summary>
    public int ProcessId => Running.Id;

    /// <summary>Everything it has logged since its first start.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Fails if it logged an error.</summary>
    public void AssertNoErrorsLogged() =>
        _log.Where(line =>
                line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal)
            )
            .Should()
            .BeEmpty("a healthy server logs no error, but wrote: {0}", Log);

    /// <summary>Whether it was started and neither stopped nor killed since.</summary>
    public bool IsStarted => _process is not null;

    private Process Running => _process ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>Starts a server with a new data folder and waits until it is healthy.</summary>
    /// <param name="settings">Settings with their full keys: <c>("StreamVault:Encoding:Workers", "2")</c>.</param>
    public static async Task<ServerProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var server = NotStarted(settings);
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates a server without starting it; see <see cref="StartAgainAsync"/>.</summary>
    /// <param name="settings">Settings with their full keys.</param>
    public static ServerProcess NotStarted(params (string Key, string Value)[] settings) =>
        new(settings.ToDictionary(setting => setting.Key, setting => setting.Value));

    /// <summary>Starts it with its previous folder and port, and waits until it is healthy.</summary>
    /// <param name="settings">Settings to change.</param>
    public async Task StartAgainAsync(params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        var alreadyWritten = _log.Count;
        _process = Process.Start(StartInfo())!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _address = await Until.GotAsync(() => ListeningAddressAsync(alreadyWritten), because: () => Log);
        using var client = CreateClient();
        await Until.TrueAsync(() => IsHealthyAsync(client), because: () => Log);
    }

    /// <summary>Kills only this process with SIGKILL. Its children keep running.</summary>
    public async Task KillAsync()
    {
        Running.Kill(entireProcessTree: false);
        await Running.WaitForExitAsync();
        Running.Dispose();
        _process = null;
    }

    /// <summary>Stops it with SIGTERM and waits until it exits.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await RunProgram.Async("kill", "-TERM", $"{Running.Id}");
        using var late = new CancellationTokenSource(Until.Soon);
        await Running.WaitForExitAsync(late.Token);
        var exitCode = Running.ExitCode;
        Running.Dispose();
        _process = null;
        return exitCode;
    }

    /// <summary>Creates a client with its own cookies and no session.</summary>
    public HttpClient CreateClient() => new() { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>The ids of processes with that name whose command line contains this server's data folder.</summary>
    public IReadOnlyList<int> ChildrenNamed(string program) =>
        [
            .. Process
                .GetProcessesByName(program)
                .Where(process => CommandLine(process.Id).Contains(DataPath, StringComparison.Ordinal))
                .Select(process => process.Id),
        ];

    /// <summary>The physical memory it uses, in bytes. Linux only.</summary>
    public long ResidentBytes =>
        File.ReadLines($"/proc/{ProcessId}/status")
            .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Select(line => long.Parse(Digits().Match(line).Value, null) * 1024)
            .Single();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _data.Dispose();
    }

    private async Task<Uri?> ListeningAddressAsync(int alreadyWritten)
    {
        if (!Running.HasExited)
        {
            return ListeningAddress(alreadyWritten);
        }

        // Also waits for its last lines of output.
        await Running.WaitForExitAsync();
        throw new ServerDidNotStartException(Running.ExitCode, Log);
    }

    private ProcessStartInfo StartInfo()
    {
        var folder = Path.Combine(Repository.Root, "StreamVault.Web", "bin", Repository.Configuration, "net10.0");
        // With the usual umask, whatever this process uses.
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "dotnet" : "/bin/sh")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!OperatingSystem.IsWindows())
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add("umask 022; exec dotnet \"$0\" \"$@\"");
        }

        start.ArgumentList.Add(Path.Combine(folder, "StreamVault.Web.dll"));
        if (ChoosesAddress)
        {
            start.ArgumentList.Add("--urls");
            start.ArgumentList.Add(_address?.ToString() ?? "http://127.0.0.1:0");
        }

        foreach (var argument in Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["StreamVault__DataPath"] = DataPath;
        // Their FFmpeg would compete with what the tests measure. Tests of similar videos and of previews turn them on.
        start.Environment["StreamVault__Similarity__Enabled"] = "false";
        start.Environment["StreamVault__Previews__Enabled"] = "false";
        // Tiered PGO takes a quarter of the startup time and doesn't pay off for short-lived servers.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        foreach (var (key, value) in _settings.Prepend(KeyValuePair.Create(QuickPreset.Key, QuickPreset.Value)))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _log.Enqueue(line);
        }
    }

    private Uri? ListeningAddress(int skip)
    {
        if (_process is { HasExited: true })
        {
            throw new InvalidOperationException($"The server exited with code {_process.ExitCode}.\n{Log}");
        }

        var match = _log.Skip(skip).Select(line => NowListening().Match(line)).FirstOrDefault(match => match.Success);
        // [::] stands for all addresses.
        return match is null ? null : new Uri(match.Groups[1].Value.Replace("[::]", "127.0.0.1") + "/");
    }

    private static async Task<bool> IsHealthyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(StreamVaultUrls.Health);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string CommandLine(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline");
        }
        catch (IOException)
        {
            return ""; // The process has exited meanwhile.
        }
    }

    [GeneratedRegex(@"Now listening on: (http://[^\s/]+)")]
    private static partial Regex NowListening();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}

/// <summary>The server exited before it was listening.</summary>
/// <param name="exitCode">Its exit code.</param>
/// <param name="log">Its output.</param>
public sealed class ServerDidNotStartException(int exitCode, string log)
    : Exception($"The server exited with code {exitCode} before it was listening: {log}")
{
    /// <summary>Its exit code.</summary>
    public int ExitCode => exitCode;
}
