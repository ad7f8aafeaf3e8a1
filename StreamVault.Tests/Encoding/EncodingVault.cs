using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Encoding;
using StreamVault.Core.Events;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>A vault without its web part: a real folder, a real database file, real FFmpeg.</summary>
public sealed class EncodingVault : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly bool _ownsFolder;
    private readonly ServiceProvider _services;

    private EncodingVault(TemporaryFolder folder, bool ownsFolder, ServiceProvider services) =>
        (_folder, _ownsFolder, _services) = (folder, ownsFolder, services);

    public CollectedLogs Logs { get; private init; } = new();

    public VaultStorage Storage => Get<VaultStorage>();

    public JobQueue Queue => Get<JobQueue>();

    public static Task<EncodingVault> OpenAsync(params (string Key, string Value)[] settings) =>
        OpenAsync(TimeProvider.System, null, settings);

    /// <summary>Opens a vault; one over a given folder leaves the folder behind, as a restarted server does.</summary>
    public static async Task<EncodingVault> OpenAsync(
        TimeProvider clock,
        TemporaryFolder? folder,
        params (string Key, string Value)[] settings
    )
    {
        var place = folder ?? new TemporaryFolder();
        var logs = new CollectedLogs();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        settings.Select(s => KeyValuePair.Create($"StreamVault:{s.Key}", (string?)s.Value))
                    )
                    .Build()
            )
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(logs))
            .AddSingleton(clock)
            .AddSingleton(new VaultStorage(place.At("data")))
            .AddSingleton<EventHub>()
            .AddSingleton<JobSignal>()
            .AddSingleton<JobQueue>()
            .AddSingleton<VideoLibrary>()
            .AddDatabase()
            .AddEncoding()
            .BuildServiceProvider();
        await Database.MigrateAsync(services, CancellationToken.None);
        return new EncodingVault(place, folder is null, services) { Logs = logs };
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Puts a file into the vault as an upload does.</summary>
    public async Task<VideoId> AcceptAsync(string path)
    {
        var now = Get<TimeProvider>().GetUtcNow();
        var video = new Video
        {
            Id = VideoId.New(now),
            Title = Path.GetFileNameWithoutExtension(path),
            OriginalFilename = Path.GetFileName(path),
            CreatedAt = now,
            UpdatedAt = now,
        };
        await using (var source = File.OpenRead(path))
        {
            await using var accepted = File.Create(Storage.SourcePath(video.Id));
            await source.CopyToAsync(accepted);
        }

        await using var database = await DatabaseAsync();
        database.Videos.Add(video);
        database.EncodingJobs.Add(EncodingJob.Queue(video.Id, 3, now));
        await database.SaveChangesAsync();
        Queue.Announce(video.Id);
        return video.Id;
    }

    public async Task<Video> VideoAsync(VideoId id) =>
        await Get<VideoLibrary>().FindAsync(id, CancellationToken.None)
        ?? throw new InvalidOperationException($"There is no video {id}.");

    public async Task<EncodingJob> JobAsync(VideoId id) =>
        (await Queue.ListAsync(id, CancellationToken.None)).Single().Job;

    public Task<StreamVaultDbContext> DatabaseAsync() =>
        Get<IDbContextFactory<StreamVaultDbContext>>().CreateDbContextAsync();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }
}
