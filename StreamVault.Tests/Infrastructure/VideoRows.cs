using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Adds videos without files to the database of a running server, for tests of what is in the rows.</summary>
public static class VideoRows
{
    /// <summary>Adds a video.</summary>
    public static async Task<VideoId> AddVideoAsync(
        this StreamVaultApp app,
        string title = "Tape",
        Action<Video>? change = null
    )
    {
        var video = NewVideo(app, title);
        change?.Invoke(video);
        await using var database = await app.OpenDatabaseAsync();
        database.Videos.Add(video);
        await database.SaveChangesAsync();
        return video.Id;
    }

    /// <summary>Adds rows of waiting videos in one transaction, which takes a fraction of the time of many.</summary>
    public static async Task<IReadOnlyList<VideoId>> AddVideosAsync(this StreamVaultApp app, IEnumerable<string> titles)
    {
        var videos = titles.Select(title => NewVideo(app, title)).ToList();
        await using var database = await app.OpenDatabaseAsync();
        database.Videos.AddRange(videos);
        await database.SaveChangesAsync();
        return [.. videos.Select(video => video.Id)];
    }

    private static Video NewVideo(StreamVaultApp app, string title)
    {
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        return new Video
        {
            Id = VideoId.New(now),
            Title = title,
            OriginalFilename = "MVI_0001.MOV",
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>Reads a video.</summary>
    public static async Task<Video> ReadVideoAsync(this StreamVaultApp app, VideoId id)
    {
        await using var database = await app.OpenDatabaseAsync();
        return await database.Videos.SingleAsync(video => video.Id == id);
    }

    private static Task<StreamVaultDbContext> OpenDatabaseAsync(this StreamVaultApp app) =>
        app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>().CreateDbContextAsync();
}
