using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using StreamVault.Core;
using StreamVault.Core.Integrity;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Core.Tokens;
using StreamVault.Web.Accounts;
using StreamVault.Web.Places;
using StreamVault.Web.Problems;
using StreamVault.Web.Settings;
using StreamVault.Web.Startup;

namespace StreamVault.Web.Commands;

/// <summary>
/// Opens the vault for one command, with the server's services and settings, but starts none of the services. If no
/// server is running, the command holds the vault's lock, so that no server can start in the meantime. If a server is
/// running, the command only changes rows that the server reads too, and nothing that the server keeps only in memory.
/// </summary>
internal sealed class OpenVault : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly AsyncServiceScope _scope;
    private readonly VaultLock? _lock;

    private OpenVault(WebApplication app, VaultLock? held) =>
        (_app, _lock, _scope) = (app, held, app.Services.CreateAsyncScope());

    /// <summary>Whether another StreamVault process is using the vault.</summary>
    public bool IsShared => _lock is null;

    /// <summary>Returns a service of the vault.</summary>
    public T Get<T>()
        where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    /// <summary>Runs a command on the vault; prints the reason if the vault can't be opened.</summary>
    /// <returns>The command's exit code.</returns>
    public static Task<int> UseAsync(Func<OpenVault, Task<int>> command, CancellationToken cancellationToken) =>
        UseAsync(command, needsDatabase: true, cancellationToken);

    /// <summary>Runs a command that must not query the database, which may be in any state.</summary>
    /// <inheritdoc cref="UseAsync(Func{OpenVault, Task{int}}, CancellationToken)" />
    public static Task<int> UseWithoutDatabaseAsync(
        Func<OpenVault, Task<int>> command,
        CancellationToken cancellationToken
    ) => UseAsync(command, needsDatabase: false, cancellationToken);

    private static async Task<int> UseAsync(
        Func<OpenVault, Task<int>> command,
        bool needsDatabase,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var app = Build();
            if (app.RefusesSettings())
            {
                return ExitCodes.NotStarted;
            }

            await using var vault = Open(app);
            if (needsDatabase)
            {
                await BringToSchemaAsync(app.Services, !vault.IsShared, cancellationToken);
            }

            return await command(vault);
        }
        catch (VaultClosedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.NotStarted;
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            await Console.Error.WriteLineAsync(FullDisk.Sentence);
            return ExitCodes.NotStarted;
        }
        catch (Exception e) when (StartupFailures.Explain(e, []) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return ExitCodes.NotStarted;
        }
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddDevelopmentSettings();
        builder.Services.AddVault().AddTowns().AddAccounts();
        // Standard output is only for the command's results.
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(format => format.SingleLine = true);
        builder.Logging.AddFilter<ConsoleLoggerProvider>((_, level) => level >= LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(to => to.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder.Build();
    }

    private static OpenVault Open(WebApplication app)
    {
        var path = Path.GetFullPath(
            Path.Combine(
                app.Environment.ContentRootPath,
                app.Services.GetRequiredService<IOptions<VaultOptions>>().Value.DataPath
            )
        );
        // A mistyped path must not create a second, empty vault.
        if (!Directory.Exists(Path.Combine(path, "keys")))
        {
            if (Directory.Exists(path))
            {
                // Throws if the account can't read the folder, which must not be reported as a missing vault.
                _ = Directory.EnumerateFileSystemEntries(path).Any();
            }

            throw new VaultClosedException(
                $"There is no vault in {path}. Set StreamVault__DataPath to the server's data folder; a new vault is "
                    + "created when the server starts for the first time."
            );
        }

        app.Services.GetRequiredService<Ballast>().GiveUpIfLow();
        return new OpenVault(app, TakeLock(app.Services.GetRequiredService<VaultStorage>()));
    }

    private static VaultLock? TakeLock(VaultStorage storage)
    {
        try
        {
            return VaultLock.Take(storage);
        }
        catch (VaultInUseException)
        {
            return null;
        }
    }

    private static async Task BringToSchemaAsync(
        IServiceProvider services,
        bool isAlone,
        CancellationToken cancellationToken
    )
    {
        if (isAlone)
        {
            var isNew = services.GetRequiredService<DatabaseGuard>().Check();
            await Database.MigrateAsync(services, cancellationToken);
            if (isNew)
            {
                await services.GetRequiredService<ChosenSettings>().RestoreAsync(cancellationToken);
            }

            await services.GetRequiredService<PlaintextTokenUpgrade>().RemoveAsync(cancellationToken);
            return;
        }

        var contextFactory = services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var versions = await SchemaVersions.ReadAsync(database, cancellationToken);
        if (versions.Pending.Count + versions.Unknown.Count > 0)
        {
            throw new VaultClosedException(
                $"The server running on this vault is {(versions.Unknown.Count > 0 ? "a newer" : "an older")} version than "
                    + "this command. Stop it, or run the command from the same version."
            );
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        _lock?.Dispose();
    }
}

/// <summary>The vault can't be opened for a command.</summary>
/// <param name="message">Why, and what to do.</param>
internal sealed class VaultClosedException(string message) : Exception(message);
