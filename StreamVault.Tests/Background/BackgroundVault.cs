using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Background;

/// <summary>A vault with a background queue, one handler and a fake clock.</summary>
internal sealed class BackgroundVault : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _started = [];

    private BackgroundVault(ServiceProvider services) => _services = services;

    public FakeTimeProvider Clock => (FakeTimeProvider)Get<TimeProvider>();

    public BackgroundQueue Queue => Get<BackgroundQueue>();

    public Task<BackgroundState> StateAsync() => Get<BackgroundOverview>().ReadAsync(false, CancellationToken.None);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<BackgroundVault> OpenAsync(TemporaryFolder folder, params TestHandler[] handlers)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection([KeyValuePair.Create("StreamVault:Background:Pause", (string?)"00:00:00")])
                    .Build()
            )
            .AddLogging()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)))
            .AddSingleton(new VaultStorage(folder.At("data")))
            .AddSingleton<EventHub>()
            .AddJobs()
            .AddSingleton<VideoLibrary>()
            .AddDatabase()
            .AddBackground();
        foreach (var handler in handlers)
        {
            services.AddSingleton<IBackgroundHandler>(handler);
        }

        var provider = services.BuildServiceProvider();
        EmptyDatabase.CopyTo(provider.GetRequiredService<VaultStorage>());
        await Database.MigrateAsync(provider, CancellationToken.None);
        return new BackgroundVault(provider);
    }

    public async Task StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
            _started.Add(service);
        }
    }

    public async Task<VideoId> AddVideoAsync(VideoStatus status = VideoStatus.Ready)
    {
        var now = Clock.GetUtcNow();
        var video = new Video
        {
            Id = VideoId.New(now),
            Title = "Beach",
            OriginalFilename = "beach.mp4",
            Status = status,
            CreatedAt = now,
        };
        await using var database = await DatabaseAsync();
        database.Videos.Add(video);
        if (status == VideoStatus.Pending)
        {
            database.EncodingJobs.Add(EncodingJob.Queue(video.Id, 3, now));
        }

        await database.SaveChangesAsync();
        return video.Id;
    }

    public Task<StreamVaultDbContext> DatabaseAsync() =>
        Get<IDbContextFactory<StreamVaultDbContext>>().CreateDbContextAsync();

    /// <summary>Advances the clock until a condition is true.</summary>
    public Task UntilAsync(Func<Task<bool>> condition) =>
        Until.TrueAsync(async () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(20));
            return await condition();
        });

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _started)
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}

/// <summary>A background handler that runs a delegate provided by the test.</summary>
internal sealed class TestHandler(string kind, Func<BackgroundRun, CancellationToken, Task<BackgroundOutcome>> run)
    : IBackgroundHandler
{
    private int _runs;

    /// <summary>The number of runs.</summary>
    public int Runs => Volatile.Read(ref _runs);

    public string Kind => kind;

    public string Name => $"The {kind}";

    public Task<BackgroundOutcome> RunAsync(BackgroundRun turn, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        return run(turn, cancellationToken);
    }

    public static Task<BackgroundOutcome> Done => Task.FromResult<BackgroundOutcome>(new BackgroundOutcome.Done());
}
