using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Integrity;

/// <summary>
/// Creates a ready video without a manifest directly in a vault, with encrypted segments of any size.
/// </summary>
internal static class SyntheticVideo
{
    public static async Task<VideoId> CreateAsync(StreamVaultApp app, int segments, int segmentBytes)
    {
        var storage = app.Services.GetRequiredService<VaultStorage>();
        var now = DateTimeOffset.Parse("2026-05-01T12:00:00Z", null);
        var id = VideoId.New(now);
        var folder = storage.VideoFolder(id);
        Directory.CreateDirectory(folder);
        using var aes = Aes.Create();
        var iv = new byte[16];
        aes.Key = RandomNumberGenerator.GetBytes(16);
        await File.WriteAllBytesAsync(storage.KeyPath(id), aes.Key);
        var names = Enumerable.Range(0, segments).Select(number => $"720p_{number:000}.ts").ToList();
        foreach (var name in names)
        {
            var packets = RandomNumberGenerator.GetBytes(segmentBytes);
            for (var at = 0; at < packets.Length; at += 188)
            {
                packets[at] = 0x47;
            }

            await File.WriteAllBytesAsync(Path.Combine(folder, name), aes.EncryptCbc(packets, iv));
        }

        await File.WriteAllTextAsync(
            Path.Combine(folder, "master.m3u8"),
            "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-STREAM-INF:BANDWIDTH=100000\n720p.m3u8\n"
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "720p.m3u8"),
            $"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-KEY:METHOD=AES-128,URI=\"../../keys/{id}.key\",IV=0x{Convert.ToHexStringLower(iv)}\n"
                + string.Concat(names.Select(name => $"#EXTINF:4.000000,\n{name}\n"))
                + "#EXT-X-ENDLIST\n"
        );
        var databases = app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync();
        database.Videos.Add(
            new Video
            {
                Id = id,
                Title = "Laid by hand",
                OriginalFilename = "a.mp4",
                Status = VideoStatus.Ready,
                Qualities = ["720p"],
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
        await database.SaveChangesAsync();
        return id;
    }
}
