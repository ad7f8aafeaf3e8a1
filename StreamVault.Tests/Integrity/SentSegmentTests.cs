using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Integrity;

/// <summary>Files are checked after they were sent, when the server is idle, which also makes previews with FFmpeg.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class SentSegmentTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [InlineData("off", true)]
    [InlineData("off", false)]
    [InlineData("/stored/", true)]
    [InlineData("/stored/", false)]
    public async Task A_changed_segment_is_found_after_it_was_sent(string accelRedirect, bool withToken)
    {
        await using var app = new StreamVaultApp
        {
            Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow()),
            Settings = { ["StreamVault:Streaming:AccelRedirect"] = accelRedirect },
        };
        using var client = await app.SignInAsync();
        var id = await SyntheticVideo.CreateAsync(app, segments: 3, segmentBytes: 4096);
        var check = app.Services.GetRequiredService<VideoCheck>();
        await check.FullAsync(id, null, Ct);
        Flip(app, id, "720p_001.ts");
        Flip(app, id, "720p_002.ts");
        var url = $"{StreamVaultUrls.ApiVideo(id)}/720p/720p_001.ts";
        if (withToken)
        {
            url = StreamVaultUrls.WithToken(url, (await client.MakeTokenAsync(id.Value)).Token);
        }

        (await client.GetAsync(url)).StatusCode.Should().Be(HttpStatusCode.OK);

        var damage = await Until.GotAsync(async () =>
        {
            app.Clock.Advance(TimeSpan.FromMinutes(2));
            return (await VideoAsync(app, id)).Damage;
        });
        damage
            .Files.Should()
            .Equal([new DamagedFile("720p_001.ts", DamageKind.Changed)], "the other segment was not sent");
    }

    [Fact]
    public async Task A_segment_is_checked_at_most_once_a_day()
    {
        await using var app = new StreamVaultApp { Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) };
        using var client = await app.SignInAsync();
        var id = await SyntheticVideo.CreateAsync(app, segments: 1, segmentBytes: 4096);
        await app.Services.GetRequiredService<VideoCheck>().FullAsync(id, null, Ct);
        var url = $"{StreamVaultUrls.ApiVideo(id)}/720p/720p_000.ts";
        await client.GetAsync(url);
        var first = await CheckedAsync(app, file => file.CheckedAt is not null);

        await client.GetAsync(url);
        var again = await CheckedAsync(app, file => file.SentAt > first.CheckedAt);
        await using (var database = await DatabaseAsync(app))
        {
            (await SentSegmentsHandler.Due(database, app.Clock!.GetUtcNow()).AnyAsync()).Should().BeFalse();
        }

        again.CheckedAt.Should().Be(first.CheckedAt);
        // Without running what the server does every few seconds of a day.
        app.Clock!.AdjustTime(app.Clock.GetUtcNow().AddDays(1));
        await client.GetAsync(url);
        await CheckedAsync(app, file => file.CheckedAt > first.CheckedAt);
    }

    [Fact]
    public async Task A_download_of_a_changed_file_aborts_the_connection()
    {
        using var ffmpeg = new StandInFfmpeg("case \"$*\" in *empty_moov*) exec head -c 30000000 /dev/zero;; esac");
        await using var app = new StreamVaultApp { Settings = { ["StreamVault:Ffmpeg:Path"] = ffmpeg.Path } };
        app.OnLoopback();
        using var client = await app.SignInOverAsync(new HttpClientHandler());
        var id = await SyntheticVideo.CreateAsync(app, segments: 6, segmentBytes: 5_000_000);
        var check = app.Services.GetRequiredService<VideoCheck>();
        await check.FullAsync(id, null, Ct);
        var whole = await client.GetByteArrayAsync(StreamVaultUrls.Download(id, "720p"));
        whole.Should().HaveCount(30_000_000);
        Flip(app, id, "720p_004.ts");

        using var answer = await client.GetAsync(
            StreamVaultUrls.Download(id, "720p"),
            HttpCompletionOption.ResponseHeadersRead
        );

        answer.StatusCode.Should().Be(HttpStatusCode.OK, "the damage is far from the beginning");
        var read = () => answer.Content.ReadAsByteArrayAsync();
        await read.Should().ThrowAsync<HttpRequestException>("the end is not clean");
        (await VideoAsync(app, id)).Damage!.Files.Should().Equal(new DamagedFile("720p_004.ts", DamageKind.Changed));
    }

    private static Task<SentSegment> CheckedAsync(StreamVaultApp app, Func<SentSegment, bool> isIt) =>
        Until.GotAsync(async () =>
        {
            app.Clock!.Advance(TimeSpan.FromMinutes(2));
            await using var database = await DatabaseAsync(app);
            return (await database.SentSegments.AsNoTracking().ToListAsync()).SingleOrDefault(isIt);
        });

    private static void Flip(StreamVaultApp app, VideoId id, string name)
    {
        var path = Path.Combine(app.Services.GetRequiredService<VaultStorage>().VideoFolder(id), name);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private static Task<StreamVaultDbContext> DatabaseAsync(StreamVaultApp app) =>
        app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>().CreateDbContextAsync();

    private static async Task<Video> VideoAsync(StreamVaultApp app, VideoId id)
    {
        await using var database = await DatabaseAsync(app);
        return await database.Videos.AsNoTracking().SingleAsync(video => video.Id == id);
    }
}
