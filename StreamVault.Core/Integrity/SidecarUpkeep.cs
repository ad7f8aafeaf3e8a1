using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Albums;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Originals;
using StreamVault.Core.Persistence;
using StreamVault.Core.Playback;
using StreamVault.Core.Storage;
using StreamVault.Core.Tags;
using StreamVault.Core.Tokens;
using StreamVault.Core.Trash;

namespace StreamVault.Core.Integrity;

/// <summary>
/// Keeps all sidecars, <c>vault.json</c> and <c>library.json</c> in sync with the database: after each change, and at
/// startup after a crash. <see cref="SidecarTask"/> handles ready videos that never had a sidecar.
/// </summary>
internal sealed partial class SidecarUpkeep(
    SidecarWriter sidecars,
    ChosenSettings settings,
    OrganizationFile organization,
    VaultStorage storage,
    BackgroundQueue queue,
    EventHub events,
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    TimeProvider clock,
    ILogger<SidecarUpkeep> logger
) : BackgroundService
{
    // The hub drops the oldest events of a slow listener. After this many events, all videos are checked instead.
    private const int Burst = 32;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<VideoId, bool> _changed = new();
    private readonly SemaphoreSlim _wake = new(0);
    private volatile bool _all = true;
    private volatile bool _settings = true;
    private volatile bool _organization = true;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            WatchAsync<LibraryChange>(change => _changed[change.Video] = true, stoppingToken),
            WatchAsync<OrganizationChange>(_ => _organization = true, stoppingToken),
            WatchAsync<TagsChange>(_ => _organization = true, stoppingToken),
            WatchAsync<AlbumsChange>(_ => _organization = true, stoppingToken),
            WatchAsync<PlacesForgotten>(_ => _all = true, stoppingToken),
            WatchAsync<OriginalsChange>(_ => _settings = true, stoppingToken),
            WatchAsync<ScheduleChange>(_ => _settings = true, stoppingToken),
            WatchAsync<LinkPreviewsChange>(_ => _settings = true, stoppingToken),
            WatchAsync<TrashPeriodChange>(_ => _settings = true, stoppingToken),
            WatchAsync<HistoryChoiceChange>(_ => _settings = true, stoppingToken),
            WriteAsync(stoppingToken)
        );

    private async Task WatchAsync<T>(Action<T> handle, CancellationToken stoppingToken)
        where T : class
    {
        await foreach (var change in events.WatchAsync<T>(stoppingToken))
        {
            handle(change);
            _wake.Release();
        }
    }

    private async Task WriteAsync(CancellationToken stoppingToken)
    {
        // Don't delay the startup of the server.
        await Task.Yield();
        while (true)
        {
            var done = await WriteChangedAsync(stoppingToken);
            if (!done)
            {
                await Task.Delay(RetryAfter, clock, stoppingToken);
            }
            else if (_changed.IsEmpty && !_all && !_settings && !_organization)
            {
                await _wake.WaitAsync(stoppingToken);
            }
        }
    }

    /// <returns>False if something couldn't be written and will be retried.</returns>
    private async Task<bool> WriteChangedAsync(CancellationToken stoppingToken)
    {
        var done = true;
        if (_settings)
        {
            _settings = false;
            done = await TryAsync(() => settings.SaveAsync(stoppingToken), () => _settings = true);
        }

        if (_organization)
        {
            _organization = false;
            done &= await TryAsync(() => organization.SaveAsync(stoppingToken), () => _organization = true);
        }

        if (_all || _changed.Count >= Burst)
        {
            _all = false;
            done &= await TryAsync(() => MarkAllAsync(stoppingToken), () => _all = true);
        }

        foreach (var video in _changed.Keys)
        {
            stoppingToken.ThrowIfCancellationRequested();
            _changed.TryRemove(video, out _);
            done &= await TryAsync(() => sidecars.WriteAsync(video, stoppingToken), () => _changed[video] = true);
        }

        return done;
    }

    private async Task MarkAllAsync(CancellationToken stoppingToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(stoppingToken);
        foreach (var id in await database.Videos.Select(video => video.Id).ToListAsync(stoppingToken))
        {
            if (Directory.Exists(storage.VideoFolder(id)) && !File.Exists(storage.SidecarPath(id)))
            {
                await queue.EnqueueAsync(SidecarTask.KindName, id, stoppingToken);
            }
            else
            {
                _changed[id] = true;
            }
        }
    }

    private async Task<bool> TryAsync(Func<Task> write, Action again)
    {
        try
        {
            await write();
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            again();
            Log.Failed(logger, RetryAfter, e);
            return false;
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A sidecar could not be written; retrying in {Pause}")]
        public static partial void Failed(ILogger logger, TimeSpan pause, Exception e);
    }
}
