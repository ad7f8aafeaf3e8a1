using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Streaming;

/// <summary>A ready video made by hand: stored files with known bytes.</summary>
internal sealed record StoredVideo(VideoId Id, byte[] Key, byte[] Segment)
{
    public string Url(string path) => $"{StreamVaultUrls.ApiVideo(Id)}/{path}";

    public static async Task<StoredVideo> LayAsync(StreamVaultApp app)
    {
        var storage = app.Services.GetRequiredService<VaultStorage>();
        var now = DateTimeOffset.Parse("2026-05-01T12:00:00Z", null);
        var video = new StoredVideo(
            VideoId.New(now),
            RandomNumberGenerator.GetBytes(16),
            RandomNumberGenerator.GetBytes(4096)
        );
        var folder = storage.VideoFolder(video.Id);
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(storage.KeyPath(video.Id), video.Key);
        await File.WriteAllBytesAsync(Path.Combine(folder, "720p_000.ts"), video.Segment);
        await File.WriteAllTextAsync(Path.Combine(folder, "secret.txt"), "not for players");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "master.m3u8"),
            "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-STREAM-INF:BANDWIDTH=100000\n720p.m3u8\n"
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "720p.m3u8"),
            $"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-KEY:METHOD=AES-128,URI=\"../../keys/{video.Id}.key\",IV=0x00000000000000000000000000000001\n#EXTINF:4.000000,\n720p_000.ts\n#EXT-X-ENDLIST\n"
        );
        var databases = app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync();
        database.Videos.Add(
            new Video
            {
                Id = video.Id,
                Title = "Laid by hand",
                OriginalFilename = "a.mp4",
                Status = VideoStatus.Ready,
                Qualities = ["720p"],
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
        await database.SaveChangesAsync();
        return video;
    }
}
