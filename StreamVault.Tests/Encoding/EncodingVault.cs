using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Background;
using StreamVault.Core.Encoding;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Exports;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Packaging;

namespace StreamVault.Tests.Encoding;

/// <summary>A vault without the web project: with a real folder, a real database file and real FFmpeg.</summary>
public sealed class EncodingVault : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly bool _ownsFolder;
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _started = [];

    private EncodingVault(TemporaryFolder folder, bool ownsFolder, ServiceProvider services) =>
        (_folder, _ownsFolder, _services) = (folder, ownsFolder, services);

    public CollectedLogs Logs { get; private init; } = new();

    public VaultStorage Storage => Get<VaultStorage>();

    public JobQueue Queue => Get<JobQueue>();

    public static Task<EncodingVault> OpenAsync(params (string Key, string Value)[] settings) =>
        OpenAsync(TimeProvider.System, null, settings);

    /// <summary>Opens a vault whose data folder has this name.</summary>
    public static Task<EncodingVault> OpenInAsync(string name) =>
        OpenAsync(TimeProvider.System, null, new TemporaryFolder(), name);

    /// <summary>Opens a vault; one over a given folder leaves the folder behind, as a restarted server does.</summary>
    public static Task<EncodingVault> OpenAsync(
        TimeProvider clock,
        TemporaryFolder? folder,
        params (string Key, string Value)[] settings
    ) => OpenAsync(clock, folder, folder ?? new TemporaryFolder(), "data", settings);

    private static async Task<EncodingVault> OpenAsync(
        TimeProvider clock,
        TemporaryFolder? given,
        TemporaryFolder place,
        string name,
        params (string Key, string Value)[] settings
    )
    {
        var logs = new CollectedLogs();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection([
                        // One chunk at a time on any machine, so that the order is known.
                        KeyValuePair.Create("StreamVault:Encoding:ParallelChunks", (string?)"1"),
                        KeyValuePair.Create(QuickPreset.Key, (string?)QuickPreset.Value),
                    ])
                    .AddInMemoryCollection(
                        settings.Select(s => KeyValuePair.Create($"StreamVault:{s.Key}", (string?)s.Value))
                    )
                    .Build()
            )
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(logs))
            .AddSingleton(clock)
            .AddSingleton(new VaultStorage(place.At(name)))
            .AddSingleton<EventHub>()
            .AddOptions<JobOptions>()
            .BindConfiguration("StreamVault:Encoding")
            .Services.AddJobs()
            .AddSingleton<VideoLibrary>()
            .AddDatabase()
            .AddEncoding()
            .AddBackground()
            .AddExports()
            .UseInstalledFfmpeg(settings.Select(s => s.Key))
            .BuildServiceProvider();
        EmptyDatabase.CopyTo(services.GetRequiredService<VaultStorage>());
        await Database.MigrateAsync(services, CancellationToken.None);
        return new EncodingVault(place, given is null, services) { Logs = logs };
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Adds a file to the vault as an upload does.</summary>
    public async Task<VideoId> AcceptAsync(string path, int attempts = 1, VideoId? id = null)
    {
        var now = Get<TimeProvider>().GetUtcNow();
        var video = new Video
        {
            Id = id ?? VideoId.New(now),
            Title = Path.GetFileNameWithoutExtension(path),
            OriginalFilename = Path.GetFileName(path),
            FileSizeBytes = new FileInfo(path).Length,
            SourceSha256 = await VerifiedCopy.HashAsync(path, CancellationToken.None),
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
        database.EncodingJobs.Add(EncodingJob.Queue(video.Id, attempts, now));
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

    /// <summary>Starts watchers and workers, as the server does.</summary>
    public async Task StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
            _started.Add(service);
        }
    }

    /// <summary>Stops them, as a server shutdown does.</summary>
    public async Task StopAsync()
    {
        foreach (var service in Enumerable.Reverse(_started).ToList())
        {
            await service.StopAsync(CancellationToken.None);
            _started.Remove(service);
        }
    }

    /// <summary>Waits until the video's job is completed or failed.</summary>
    public Task<EncodingJob> EndOfAsync(VideoId video) =>
        Until.GotAsync(
            async () => await JobAsync(video) is { Status: JobStatus.Completed or JobStatus.Failed } job ? job : null,
            Until.Encoded
        );

    /// <summary>Encodes a file from acceptance to ready.</summary>
    public async Task<PlayableVideo> EncodeAsync(string path)
    {
        if (_started.Count == 0)
        {
            await StartAsync();
        }

        var id = await AcceptAsync(path);
        var job = await EndOfAsync(id);
        job.Status.Should().Be(JobStatus.Completed, "{0}: {1}", job.ErrorMessage, job.ErrorLog);
        return new PlayableVideo(await VideoAsync(id), Storage.VideoFolder(id));
    }

    /// <summary>Encodes a file that can't become a video.</summary>
    public async Task<EncodingJob> FailAsync(string path)
    {
        await StartAsync();
        var job = await EndOfAsync(await AcceptAsync(path));
        job.Status.Should().Be(JobStatus.Failed);
        return job;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }
}
