using System.Security.Cryptography;
using System.Text;
using StreamVault.Core.Accounts;

namespace StreamVault.Web.Accounts;

/// <summary>
/// The one-time code that whoever makes the account from another machine must bring: it stands in the server's log,
/// which only the server's owner can read.
/// </summary>
internal sealed class SetupCode
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>The code: 12 letters and digits that can't be mistaken for one another, in groups of four.</summary>
    public string Value { get; } =
        string.Join('-', RandomNumberGenerator.GetString(Letters, 12).Chunk(4).Select(g => new string(g)));

    public bool Matches(string? given) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(given?.Trim().ToUpperInvariant() ?? ""),
            Encoding.UTF8.GetBytes(Value)
        );
}

/// <summary>Prints the code at start while there is no account.</summary>
internal sealed partial class SetupCodeAnnouncement(
    SetupCode code,
    IServiceScopeFactory scopes,
    ILogger<SetupCodeAnnouncement> logger
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<VaultAccount>().FindAsync(cancellationToken) is null)
        {
            Log.NoAccount(logger, StreamVaultUrls.Setup, code.Value);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "There is no account yet. Open {SetupPage} on this machine, or on another one with the setup code {SetupCode}"
        )]
        public static partial void NoAccount(ILogger logger, string setupPage, string setupCode);
    }
}
