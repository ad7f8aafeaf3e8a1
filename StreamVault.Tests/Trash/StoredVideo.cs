using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Trash;

/// <summary>Adds videos with small files directly to a vault, so that tests need no FFmpeg.</summary>
internal static class StoredVideo
{
    /// <summary>A server that offers jobs but runs none, so that a test can claim them.</summary>
    public static StreamVaultApp WithoutEncoder() =>
        new()
        {
            Workers = 1,
            Replace = services =>
                services.Remove(services.Single(service => service.ImplementationType?.Name == "EncodingWorkers")),
        };

    /// <summary>Adds a ready video with a folder, a key and a poster.</summary>
    public static async Task<VideoId> AddReadyAsync(this StreamVaultApp app, string title, Action<Video>? change = null)
    {
        var storage = app.Services.GetRequiredService<VaultStorage>();
        var id = await app.AddAsync(
            title,
            VideoStatus.Ready,
            video =>
            {
                (video.Qualities, video.StoredBytes) = (["720p"], 1_000);
                change?.Invoke(video);
            }
        );
        Directory.CreateDirectory(storage.VideoFolder(id));
        await File.WriteAllTextAsync(
            Path.Combine(storage.VideoFolder(id), "master.m3u8"),
            "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-STREAM-INF:BANDWIDTH=100000\n720p.m3u8\n"
        );
        await File.WriteAllTextAsync(
            Path.Combine(storage.VideoFolder(id), "720p.m3u8"),
            $"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-KEY:METHOD=AES-128,URI=\"../../keys/{id}.key\",IV=0x{new string('0', 32)}\n"
                + "#EXTINF:4.000000,\n720p_000.ts\n#EXT-X-ENDLIST\n"
        );
        await File.WriteAllBytesAsync(Path.Combine(storage.VideoFolder(id), "720p_000.ts"), new byte[192]);
        await File.WriteAllBytesAsync(storage.PosterPath(id), [0xFF, 0xD8, 0xFF, 0xD9]);
        await File.WriteAllBytesAsync(storage.KeyPath(id), new byte[16]);
        return id;
    }

    /// <summary>Adds a video that waits to be prepared, with its upload and its job.</summary>
    public static async Task<VideoId> AddWaitingAsync(
        this StreamVaultApp app,
        string title,
        Action<EncodingJob>? change = null
    )
    {
        var id = await app.AddAsync(title, VideoStatus.Pending, _ => { });
        await File.WriteAllBytesAsync(app.Services.GetRequiredService<VaultStorage>().SourcePath(id), new byte[64]);
        var job = EncodingJob.Queue(id, 3, app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        change?.Invoke(job);
        await app.ChangeAsync(database => database.EncodingJobs.Add(job));
        return id;
    }

    /// <summary>Changes the database directly.</summary>
    public static async Task ChangeAsync(this StreamVaultApp app, Action<StreamVaultDbContext> change)
    {
        await using var database = await app
            .Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>()
            .CreateDbContextAsync();
        change(database);
        await database.SaveChangesAsync();
    }

    private static async Task<VideoId> AddAsync(
        this StreamVaultApp app,
        string title,
        VideoStatus status,
        Action<Video> change
    )
    {
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var video = new Video
        {
            Id = VideoId.New(now),
            Title = title,
            OriginalFilename = "MVI_0001.MOV",
            Status = status,
            FileSizeBytes = 64,
            CreatedAt = now,
            UpdatedAt = now,
        };
        change(video);
        await app.ChangeAsync(database => database.Videos.Add(video));
        app.Services.GetRequiredService<StreamVault.Core.Events.EventHub>().Publish(new LibraryChange(video.Id));
        return video.Id;
    }
}
