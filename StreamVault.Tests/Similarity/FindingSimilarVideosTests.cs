using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Persistence;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Similarity;

[Trait(Tier.Name, Tier.Media)]
public sealed class FindingSimilarVideosTests
{
    private sealed record VideoJson(Guid Id, string Title);

    private sealed record PairJson(VideoJson First, VideoJson Second, string? Better, string Reason);

    [Fact]
    public async Task Suggests_a_small_trimmed_copy_and_no_foreign_video()
    {
        await using var app = new StreamVaultApp { Workers = 1 };
        using var client = await app.SignInAsync();
        var original = await Clips.MakeAsync(
            "zoom.mp4",
            [.. (string[])["-f", "lavfi", "-i", "mandelbrot=size=320x240:rate=25", "-t", "6", "-pix_fmt", "yuv420p"]]
        );
        var copy = await Clips.MakeAsync(
            "zoom-copy.mp4",
            [
                .. (string[])["-ss", "1.3", "-i", original, "-vf", "scale=176:132,eq=brightness=0.08,fps=15"],
                .. (string[])["-b:v", "60k", "-pix_fmt", "yuv420p"],
            ]
        );
        var first = await client.UploadAsync(original, "Zoom");
        var second = await client.UploadAsync(copy, "Zoom from a messenger");
        var foreign = await client.UploadAsync(await Clips.MakeAsync(new Clip(Seconds: 6)), "Test pattern");
        foreach (var video in new[] { first, second, foreign })
        {
            await client.ReadyAsync(video.Id);
        }

        await Until.TrueAsync(() => AllComparedAsync(app, videos: 3));

        var pairs = await client.GetFromJsonAsync<PairJson[]>(StreamVaultUrls.ApiSimilar);
        pairs
            .Should()
            .Equal(
                new PairJson(
                    new VideoJson(first.Id, "Zoom"),
                    new VideoJson(second.Id, "Zoom from a messenger"),
                    "first",
                    "It is sharper and longer by 1 s."
                )
            );
    }

    private static async Task<bool> AllComparedAsync(StreamVaultApp app, int videos)
    {
        var databases = app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync();
        return await database.VideoFingerprints.CountAsync() == videos && !await database.BackgroundTasks.AnyAsync();
    }
}
