using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// The built server as a process of its own, on a free port and a data folder of its own. It can be killed without
/// warning and started again on the same folder and port, as after a power cut.
/// </summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Dictionary<string, string> _settings;
    private Process? _process;
    private Uri? _address;

    private ServerProcess(Dictionary<string, string> settings) => _settings = settings;

    /// <summary>Additional command-line arguments, from the next start on.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>The data folder.</summary>
    public string DataPath => _data.FullName;

    /// <summary>Where it listens, with a final slash; the same after a restart.</summary>
    public Uri Address => _address ?? throw new InvalidOperationException("The server has not started yet.");

    /// <summary>The server's process id, while it runs.</summary>
    public int ProcessId => Running.Id;

    /// <summary>Everything it wrote so far, over all its starts.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Fails if it wrote anything as an error or worse.</summary>
    public void AssertNoErrorsLogged() =>
        _log.Where(line =>
                line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal)
            )
            .Should()
            .BeEmpty("a healthy server logs no error, but wrote: {0}", Log);

    private Process Running => _process ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>Starts a server with a fresh data folder and waits until it is healthy.</summary>
    /// <param name="settings">Settings by their full keys: <c>("StreamVault:Encoding:Workers", "2")</c>.</param>
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

    /// <summary>A server that <see cref="StartAgainAsync"/> starts.</summary>
    /// <param name="settings">Settings by their full keys.</param>
    public static ServerProcess NotStarted(params (string Key, string Value)[] settings) =>
        new(settings.ToDictionary(setting => setting.Key, setting => setting.Value));

    /// <summary>Starts it on the folder and port it had, and waits until it is healthy.</summary>
    /// <param name="settings">Settings that differ from now on.</param>
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

    /// <summary>Ends it at once, with SIGKILL to this one process, as the kernel would; its children are left to themselves.</summary>
    public async Task KillAsync()
    {
        Running.Kill(entireProcessTree: false);
        await Running.WaitForExitAsync();
        Running.Dispose();
        _process = null;
    }

    /// <summary>Ends it politely, with SIGTERM, and waits for its end.</summary>
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

    /// <summary>A client with cookies of its own and no session.</summary>
    public HttpClient CreateClient() => new() { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>Ids of the processes of that name whose command line names this server's data folder.</summary>
    public IReadOnlyList<int> ChildrenNamed(string program) =>
        [
            .. Process
                .GetProcessesByName(program)
                .Where(process => CommandLine(process.Id).Contains(DataPath, StringComparison.Ordinal))
                .Select(process => process.Id),
        ];

    /// <summary>Physical memory it uses now, in bytes; Linux only.</summary>
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

        // Also waits for the last lines it wrote.
        await Running.WaitForExitAsync();
        throw new ServerDidNotStartException(Running.ExitCode, Log);
    }

    private ProcessStartInfo StartInfo()
    {
        var folder = Path.Combine(Repository.Root, "StreamVault.Web", "bin", Repository.Configuration, "net10.0");
        // With the usual umask, whatever this process has.
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
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(_address?.ToString() ?? "http://127.0.0.1:0");
        foreach (var argument in Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["StreamVault__DataPath"] = DataPath;
        // Measuring what is worth optimising takes a quarter of a start's time, and these servers do not live long.
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
            throw new InvalidOperationException($"The server ended with exit code {_process.ExitCode}.\n{Log}");
        }

        var match = _log.Skip(skip).Select(line => NowListening().Match(line)).FirstOrDefault(match => match.Success);
        return match is null ? null : new Uri(match.Groups[1].Value + "/");
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
            return ""; // It ended between the listing and the look.
        }
    }

    [GeneratedRegex(@"Now listening on: (http://[^\s/]+)")]
    private static partial Regex NowListening();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}

/// <summary>The server ended before it listened.</summary>
/// <param name="exitCode">With this exit code.</param>
/// <param name="log">Having written this.</param>
public sealed class ServerDidNotStartException(int exitCode, string log)
    : Exception($"The server ended with exit code {exitCode} before it listened: {log}")
{
    /// <summary>Its exit code.</summary>
    public int ExitCode => exitCode;
}
