using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Accounts;
using StreamVault.Core.Hosting;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Core.Originals;
using StreamVault.Core.Persistence;
using StreamVault.Core.Settings;
using StreamVault.Core.Storage;
using StreamVault.Core.Tokens;
using StreamVault.Core.Uploads;

namespace StreamVault.Core;

/// <summary>
/// Opens the data folder before anything else starts: locks it, upgrades the database, and finishes work that a crash
/// interrupted.
/// </summary>
internal sealed partial class VaultOpening(
    IServiceProvider services,
    VaultStorage storage,
    VideoLibrary library,
    AccessTokens tokens,
    IntakeRecovery intake,
    PlaintextTokenUpgrade plainTokens,
    UserSessions sessions,
    ResumableUploads uploads,
    OriginalFiles originals,
    Ballast ballast,
    DatabaseCopies copies,
    WriteAheadLog log,
    DatabaseGuard guard,
    ChosenSettings chosen,
    OrganizationFile organization,
    StartupReconciler reconciler,
    SettingsCatalog settings,
    ILogger<VaultOpening> logger
) : IHostedLifecycleService, IDisposable
{
    private VaultLock? _lock;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var key in settings.UnknownKeys)
        {
            Log.UnknownSetting(logger, key);
        }

        foreach (var (name, refusal) in storage.Tightened)
        {
            var path = Path.Combine(storage.Root, name);
            if (refusal is null)
            {
                Log.Tightened(logger, path);
            }
            else
            {
                Log.Open(logger, path, refusal);
            }
        }

        try
        {
            ballast.GiveUpIfLow();
            _lock = VaultLock.Take(storage);
            MakeRoomIfLow();
            await OpenAsync(cancellationToken);
            log.Hold();
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            throw new StartupException(
                $"The disk of {storage.Root} is full. Free at least {Ballast.Bytes >> 20} MB there, then start StreamVault again. "
                    + "Nothing was lost.",
                e
            );
        }

        Log.Opened(logger, storage.Root);
    }

    private void MakeRoomIfLow()
    {
        if (storage.FreeBytes < Ballast.Low)
        {
            storage.FinishRemovals();
            copies.RemoveAllButLast();
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var isNew = guard.Check();
        await Database.MigrateAsync(services, cancellationToken);
        if (isNew)
        {
            await chosen.RestoreAsync(cancellationToken);
            await organization.RestoreAsync(cancellationToken);
        }

        await plainTokens.RemoveAsync(cancellationToken);
        await library.FinishDeletionsAsync(cancellationToken);
        await reconciler.RestoreQuarantinedAsync(cancellationToken);
        // This must run before files without a row are quarantined.
        await intake.RunAsync(cancellationToken);
        await uploads.OpenAsync(cancellationToken);
        await originals.RecoverAsync(id => StoredResult.IsWhole(storage, id), cancellationToken);
        await reconciler.RunAsync(cancellationToken);
        await tokens.LoadAsync(cancellationToken);
        await sessions.LoadAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        // Only if the vault was opened; otherwise another server may be using it.
        if (_lock is not null)
        {
            log.Release();
        }

        _lock?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _lock?.Dispose();

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "Other users of this machine could access {Path}. Access is now restricted to StreamVault's user"
        )]
        public static partial void Tightened(ILogger logger, string path);

        [LoggerMessage(
            LogLevel.Warning,
            "Other users of this machine can access {Path}, and the permissions can't be changed: {Reason} Make StreamVault's user "
                + "the owner of the folder"
        )]
        public static partial void Open(ILogger logger, string path, string reason);

        [LoggerMessage(LogLevel.Information, "The vault at {DataPath} is open")]
        public static partial void Opened(ILogger logger, string dataPath);

        [LoggerMessage(LogLevel.Warning, "Unknown setting {Key} is ignored; docs/configuration.md lists all settings")]
        public static partial void UnknownSetting(ILogger logger, string key);
    }
}
