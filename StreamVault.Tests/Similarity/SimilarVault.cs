using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Tests.Similarity;

/// <summary>Adds pairs of similar videos to the database of a vault, without files.</summary>
internal static class SimilarVault
{
    /// <summary>Adds two ready videos that seem to show the same moment.</summary>
    public static async Task<(VideoId First, VideoId Second)> AddPairAsync(
        IServiceProvider services,
        string firstTitle = "Beach",
        string secondTitle = "WhatsApp video",
        Action<Video>? changeSecond = null
    )
    {
        var now = DateTimeOffset.Parse("2026-05-01T12:00:00Z", null);
        var (first, second) = (Ready(firstTitle, now), Ready(secondTitle, now.AddSeconds(1)));
        first.SourceSummary = "1920×1080 · 30 fps · HEVC · AAC";
        second.SourceSummary = "640×360 · 30 fps · H.264 · AAC";
        changeSecond?.Invoke(second);
        await using var database = await OpenAsync(services);
        database.Videos.AddRange(first, second);
        database.SimilarVideos.Add(
            new SimilarVideos
            {
                FirstId = first.Id,
                SecondId = second.Id,
                FoundAt = now,
            }
        );
        await database.SaveChangesAsync();
        return (first.Id, second.Id);
    }

    public static async Task<SimilarVideosState> StateAsync(IServiceProvider services)
    {
        await using var database = await OpenAsync(services);
        return (await database.SimilarVideos.SingleAsync()).State;
    }

    private static Task<StreamVaultDbContext> OpenAsync(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>().CreateDbContextAsync();

    private static Video Ready(string title, DateTimeOffset now) =>
        new()
        {
            Id = VideoId.New(now),
            Title = title,
            OriginalFilename = $"{title}.mp4",
            Status = VideoStatus.Ready,
            Qualities = ["480p"],
            DurationSeconds = 30,
            CreatedAt = now,
            UpdatedAt = now,
        };
}
