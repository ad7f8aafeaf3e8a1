using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
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
        await using var app = new StreamVaultApp
        {
            Workers = 1,
            Settings = { ["StreamVault:Similarity:Enabled"] = "true" },
        };
        using var client = await app.SignInAsync();
        var first = await client.UploadAsync(await SimilarClips.OriginalAsync(), "Zoom");
        var second = await client.UploadAsync(await SimilarClips.CopyAsync(), "Zoom from a messenger");
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
        var strip = await client.GetByteArrayAsync(
            StreamVaultUrls.SimilarFrames(new VideoId(second.Id), new VideoId(first.Id))
        );
        strip.Should().StartWith(new byte[] { 0xFF, 0xD8 }, "it is a JPEG image");
    }

    private static async Task<bool> AllComparedAsync(StreamVaultApp app, int videos)
    {
        var databases = app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync();
        return await database.VideoFingerprints.CountAsync() == videos && !await database.BackgroundTasks.AnyAsync();
    }
}
