using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Storage;

namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// An in-process StreamVault with its own data folder, which is deleted when it is disposed. Set properties in the
/// initializer, then use <c>CreateClient()</c>, <see cref="SignedInClient"/> or <c>Services</c>, which start the
/// server. <see cref="OnLoopback"/> gives it a real port.
/// </summary>
/// <example><c>await using var app = new StreamVaultApp { Workers = 1, Clock = new FakeTimeProvider() };</c></example>
public sealed class StreamVaultApp : WebApplicationFactory<Program>
{
    private readonly TemporaryFolder _data = new();

    /// <summary>The data folder.</summary>
    public string DataPath => _data.FullName;

    /// <summary>How many videos are encoded at a time. Default 0: uploads stay in the queue.</summary>
    public int Workers { get; init; }

    /// <summary>The server's clock; null for the system clock.</summary>
    public FakeTimeProvider? Clock { get; init; }

    /// <summary>Additional settings with their full keys: <c>["StreamVault:Encoding:Heartbeat"] = "00:00:01"</c>.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>The remote address of requests without a real connection. Default: loopback.</summary>
    public IPAddress Caller { get; init; } = IPAddress.Loopback;

    /// <summary>Replaces services after the server has registered its own.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>
    /// Whether all services are checked at startup, as in development. Default false: it takes a sixth of the time of a start,
    /// so one test does it for all, and so does every server process.
    /// </summary>
    public bool ChecksServices { get; init; }

    /// <summary>What the server logged.</summary>
    public CollectedLogs Logs { get; } = new();

    /// <summary>Makes it listen on a free port of the loopback address, for clients other than <see cref="HttpClient"/>.</summary>
    /// <returns>The address, with a trailing slash.</returns>
    public Uri OnLoopback()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    /// <inheritdoc />
    protected override IHost CreateHost(IHostBuilder builder) =>
        base.CreateHost(
            builder.UseDefaultServiceProvider(options =>
                (options.ValidateScopes, options.ValidateOnBuild) = (true, ChecksServices)
            )
        );

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        EmptyDatabase.CopyTo(new VaultStorage(DataPath));
        builder.UseEnvironment("Development");
        builder.UseSetting("StreamVault:DataPath", DataPath);
        builder.UseSetting("StreamVault:Encoding:Workers", Workers.ToString("D", null));
        builder.UseSetting(QuickPreset.Key, QuickPreset.Value);
        // It would run FFmpeg for every ready video.
        builder.UseSetting("StreamVault:Similarity:Enabled", "false");
        // Stored videos of the fast tier can't be decoded.
        builder.UseSetting("StreamVault:Previews:Enabled", "false");
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.AddProvider(Logs));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IStartupFilter>(new CallerAddress(Caller));
            // Nearly every test signs in, and the default takes most of its time. Server processes keep the default.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
            services.UseInstalledFfmpeg(Settings.Keys);
            if (Clock is not null)
            {
                services.AddSingleton<TimeProvider>(Clock);
            }

            Replace?.Invoke(services);
        });
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _data.Dispose();
        }
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _data.Dispose();
    }

    // The in-memory server has no connections, so requests have no remote address.
    private sealed class CallerAddress(IPAddress caller) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, following) =>
                    {
                        context.Connection.RemoteIpAddress ??= caller;
                        return following(context);
                    }
                );
                next(app);
            };
    }
}
