using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using StreamVault.Core.Accounts;

namespace StreamVault.Web.Accounts;

/// <summary>
/// The one-time code for creating the account from another computer. It is written to the log, which only the server's
/// owner can read.
/// </summary>
internal sealed class SetupCode
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>The code: 12 unambiguous letters and digits in groups of four.</summary>
    public string Value { get; } =
        string.Join('-', RandomNumberGenerator.GetString(Letters, 12).Chunk(4).Select(g => new string(g)));

    public bool Matches(string? given) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(given?.Trim().ToUpperInvariant() ?? ""),
            Encoding.UTF8.GetBytes(Value)
        );
}

/// <summary>On startup, logs the address of the setup page and the setup code if there is no account yet.</summary>
internal sealed partial class SetupCodeAnnouncement(
    SetupCode code,
    IServer server,
    IServiceScopeFactory scopes,
    ILogger<SetupCodeAnnouncement> logger
) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<VaultAccount>().FindAsync(cancellationToken) is null)
        {
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
            Log.NoAccount(logger, Reachable(address) + StreamVaultUrls.Setup, code.Value);
        }
    }

    // A server that listens on all addresses reports a host that no browser can open.
    private static string? Reachable(string? address) =>
        address
            ?.TrimEnd('/')
            .Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "There is no account yet. To create it, open {SetupPage}. From another computer, you need the setup code {SetupCode}"
        )]
        public static partial void NoAccount(ILogger logger, string setupPage, string setupCode);
    }
}
