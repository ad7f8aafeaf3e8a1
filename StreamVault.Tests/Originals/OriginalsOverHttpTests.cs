using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Originals;

public sealed class OriginalsOverHttpTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    private const string Name = "Oma's 80. 🎂 Fest.mov";

    [Theory]
    [InlineData(StreamVaultUrls.ApiOriginals)]
    [InlineData(StreamVaultUrls.ApiLinkPreviews)]
    [InlineData(StreamVaultUrls.ApiBackground)]
    public async Task Rejects_a_setting_without_its_value(string setting)
    {
        using var owner = await app.SignInAsync();
        var before = await owner.GetStringAsync(setting);

        using var answer = await owner.PutAsJsonAsync(setting, new { });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await owner.GetStringAsync(setting)).Should().Be(before);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_kept_original_is_downloaded_unchanged_under_its_own_name_and_in_ranges()
    {
        await using var app = new StreamVaultApp
        {
            Workers = 1,
            Settings = { ["StreamVault:Originals:Policy"] = "Keep" },
        };
        using var client = await app.SignInAsync();
        var bytes = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        using var sent = await client.SendUploadAsync(new ByteArrayContent(bytes), Name);
        var id = (await sent.Content.ReadFromJsonAsync<VideoJson>())!.Id;
        using var early = await client.GetAsync(Original(id));
        await client.ReadyAsync(id);

        using var whole = await client.GetAsync(Original(id));
        using var request = new HttpRequestMessage(HttpMethod.Get, Original(id));
        request.Headers.Range = new RangeHeaderValue(100, 199);
        using var part = await client.SendAsync(request);
        using var deletion = await client.DeleteAsync(Original(id));
        using var gone = await client.GetAsync(Original(id));

        early.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await whole.Content.ReadAsByteArrayAsync()).Should().Equal(bytes);
        whole.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        whole.Content.Headers.ContentDisposition.FileNameStar.Should().Be(Name);
        whole.Headers.ETag!.Tag.Should().Be($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"");
        part.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).Should().Equal(bytes[100..200]);
        deletion.StatusCode.Should().Be(HttpStatusCode.NoContent);
        gone.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.VideoAsync(id)).Status.Should().Be("ready");
        app.Logs.AssertNoErrorsLogged();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Rejects_deleting_an_original_that_a_job_is_waiting_for()
    {
        await using var app = new StreamVaultApp
        {
            Workers = 1,
            Settings = { ["StreamVault:Originals:Policy"] = "Keep" },
        };
        using var client = await app.SignInAsync();
        var id = new VideoId((await client.UploadAsync(await Clips.SmallAsync(), "Beach")).Id);
        await client.ReadyAsync(id.Value);
        var queue = app.Services.GetRequiredService<JobQueue>();
        await queue.ChangeScheduleAsync(schedule => schedule.IsPaused = true, CancellationToken.None);
        await Until.TrueAsync(async () =>
            await queue.PrepareAgainAsync(id, CancellationToken.None) == JobRequestOutcome.Done
        );

        using var refusal = await client.DeleteAsync(Original(id.Value));
        using var kept = await client.GetAsync(Original(id.Value));

        refusal.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await refusal.Content.ReadFromJsonAsync<ProblemJson>())!
            .Detail.Should()
            .Be(
                "This video is being prepared again from its original. Cancel that job or wait until it is done, then try again."
            );
        kept.StatusCode.Should().Be(HttpStatusCode.OK);

        var job = (await queue.ListAsync(id, CancellationToken.None))[0].Job.Id;
        await queue.CancelAsync(job, CancellationToken.None);
        using var deletion = await client.DeleteAsync(Original(id.Value));
        deletion.StatusCode.Should().Be(HttpStatusCode.NoContent);

        await queue.RetryAsync(job, CancellationToken.None);
        await queue.ChangeScheduleAsync(schedule => schedule.IsPaused = false, CancellationToken.None);
        await Until.TrueAsync(async () => (await client.JobAsync(id.Value)).Status == "failed");
        (await queue.ErrorsAsync([id], CancellationToken.None))
            .Values.Should()
            .Equal(
                "The original of this video is missing, so the video can't be prepared again. The current version still plays."
            );
        (await client.VideoAsync(id.Value)).Status.Should().Be("ready");
    }

    [Fact]
    public async Task The_policy_for_originals_is_chosen_at_setup_and_later()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();
        using var setup = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiSetup,
            new
            {
                username = SignedInClient.Username,
                password = SignedInClient.Password,
                originals = "keep",
            }
        );
        using var owner = await app.SignInAsync();

        var first = await owner.GetStringAsync(StreamVaultUrls.ApiOriginals);
        using var change = await owner.PutAsJsonAsync(StreamVaultUrls.ApiOriginals, new { policy = "delete" });
        var then = await owner.GetStringAsync(StreamVaultUrls.ApiOriginals);

        setup.StatusCode.Should().Be(HttpStatusCode.Created);
        first.Should().Contain("keep");
        then.Should().Contain("delete");
    }

    [Fact]
    public async Task Originals_require_signing_in()
    {
        using var client = app.CreateClient();

        using var answer = await client.GetAsync(Original(Guid.NewGuid()));

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static string Original(Guid id) => $"{StreamVaultUrls.ApiVideos}/{id}/original";
}
