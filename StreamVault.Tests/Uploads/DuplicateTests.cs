using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Uploads;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>Identical files are accepted once, unless the sender allows duplicates.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class DuplicateTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new()
    {
        Clock = new FakeTimeProvider(DateTimeOffset.Parse("2040-05-01T12:00:00Z", null)),
        // Short, since every timer of the server fires for all the time that a test skips.
        Settings = { ["StreamVault:Uploads:KeepUnfinished"] = "01:00:00" },
    };

    private HttpClient _client = null!;
    private byte[] _clip = [];

    public async Task InitializeAsync()
    {
        _app.OnLoopback();
        _client = await _app.SignInOverAsync(new HttpClientHandler());
        _clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Rejects_a_duplicate_form_upload_and_names_the_existing_video()
    {
        var first = await FirstAsync();

        using var again = await SendAsync(null);
        using var insisting = await SendAsync("allow");
        using var misspelt = await SendAsync("yes");

        again.StatusCode.Should().Be(HttpStatusCode.Conflict);
        var problem = (await again.Content.ReadFromJsonAsync<DuplicateJson>())!;
        problem.Detail.Should().Contain("You already have this: Summer").And.Contain("duplicate=allow");
        problem
            .Existing.Should()
            .Be(
                new ExistingJson(
                    first.Id,
                    "Summer",
                    "pending",
                    StreamVaultUrls.ApiVideo(new VideoId(first.Id)),
                    StreamVaultUrls.Watch(new VideoId(first.Id))
                )
            );
        insisting.StatusCode.Should().Be(HttpStatusCode.Created);
        misspelt.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await CountAsync()).Should().Be(2);
        Directory.GetFiles(At(""), "*.source").Should().HaveCount(2, "the refused files are not kept");
    }

    [Fact]
    public async Task Accepts_only_one_of_two_identical_files_at_the_same_time()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(door => door % 2 == 0 ? SendAsync(null) : _client.TusCreateAsync(_clip.Length, first: _clip))
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).Should().Be(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).Should().Be(5);
        (await CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_failed_video_counts_as_a_duplicate_and_a_deleted_one_does_not()
    {
        var first = await FirstAsync();
        await SetStatusAsync(first.Id, VideoStatus.Failed);

        using var failed = await SendAsync(null);
        using var deletion = await _client.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{first.Id}");
        using var deleted = await SendAsync(null);

        var problem = (await failed.Content.ReadFromJsonAsync<DuplicateJson>())!;
        problem.Existing.Status.Should().Be("failed");
        problem.Detail.Should().Contain("couldn't be prepared; you can retry it");
        deleted.StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(VideoStatus.Pending)]
    [InlineData(VideoStatus.Ready)]
    public async Task A_video_with_missing_files_is_no_duplicate(VideoStatus status)
    {
        var first = await FirstAsync();
        await SetStatusAsync(first.Id, status);
        File.Delete(At($"{first.Id}.source"));

        using var answer = await SendAsync(null);

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        (await CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task An_expired_duplicate_that_is_the_only_copy_is_quarantined()
    {
        var first = await FirstAsync();
        var upload = await _client.TusBeginAsync(_clip.Length);
        using var last = await _client.TusPatchAsync(upload, 0, _clip);
        File.Delete(At($"{first.Id}.source"));

        _app.Clock!.Advance(TimeSpan.FromMinutes(61));
        await _app.Services.GetRequiredService<ResumableUploads>().SweepAsync(default);

        last.StatusCode.Should().Be(HttpStatusCode.Conflict);
        var kept = Path.Combine(_app.DataPath, "quarantine", upload[^36..], "part");
        await Until.TrueAsync(() => File.Exists(kept)); // The server sweeps too.
        (await File.ReadAllBytesAsync(kept)).Should().Equal(_clip);
    }

    [Fact]
    public async Task A_duplicate_resumable_upload_waits_and_can_be_added_anyway()
    {
        var first = await FirstAsync();
        var upload = await _client.TusBeginAsync(_clip.Length);

        using var last = await _client.TusPatchAsync(upload, 0, _clip);
        await _app.Services.GetRequiredService<ResumableUploads>().SweepAsync(default);
        using var asked = await _client.TusHeadAsync(upload);
        var list = await _client.GetStringAsync(StreamVaultUrls.ApiUploads);
        using var added = await _client.PostAsync(upload + "/add", null);
        using var addedAgain = await _client.PostAsync(upload + "/add", null);

        last.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await last.Content.ReadFromJsonAsync<DuplicateJson>())!
            .Detail.Should()
            .Contain($"POST {upload}/add")
            .And.Contain($"DELETE {upload}");
        asked.StatusCode.Should().Be(HttpStatusCode.OK);
        asked.Offset().Should().Be(_clip.Length);
        asked.Header("StreamVault-Duplicate").Should().Be($"{StreamVaultUrls.ApiVideos}/{first.Id}");
        asked.Header("StreamVault-Video").Should().BeNull("it is not a video yet");
        list.Should().Contain("Summer");
        added.StatusCode.Should().Be(HttpStatusCode.NoContent);
        addedAgain.StatusCode.Should().Be(HttpStatusCode.NoContent, "it is safe to repeat");
        added.Header("StreamVault-Video").Should().EndWith(upload[^36..]);
        (await CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task A_discarded_duplicate_upload_leaves_nothing()
    {
        await FirstAsync();
        var upload = await _client.TusBeginAsync(_clip.Length);
        using var last = await _client.TusPatchAsync(upload, 0, _clip);

        using var dropped = await _client.TusDeleteAsync(upload);

        dropped.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await CountAsync()).Should().Be(1);
        Directory.GetFiles(At(""), "*.part").Should().BeEmpty();
    }

    [Fact]
    public async Task A_duplicate_is_accepted_once_the_existing_video_is_deleted()
    {
        var first = await FirstAsync();
        var upload = await _client.TusBeginAsync(_clip.Length);
        using var last = await _client.TusPatchAsync(upload, 0, _clip);
        using var deletion = await _client.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{first.Id}");

        await _app.Services.GetRequiredService<ResumableUploads>().SweepAsync(default);

        (await _client.VideoAsync(Guid.Parse(upload[^36..]))).Status.Should().Be("pending");
    }

    [Fact]
    public async Task A_duplicate_survives_a_restart_and_expires_like_any_upload()
    {
        await FirstAsync();
        var uploads = _app.Services.GetRequiredService<ResumableUploads>();
        var upload = await _client.TusBeginAsync(_clip.Length);
        using var last = await _client.TusPatchAsync(upload, 0, _clip);

        await uploads.OpenAsync(default);
        using var waiting = await _client.TusHeadAsync(upload);
        _app.Clock!.Advance(TimeSpan.FromMinutes(61));
        await uploads.SweepAsync(default);
        using var gone = await _client.TusHeadAsync(upload);

        waiting.Header("StreamVault-Duplicate").Should().NotBeNull();
        gone.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_resumable_upload_can_allow_duplicates_when_it_is_created()
    {
        await FirstAsync();

        using var answer = await _client.TusAsync(
            HttpMethod.Post,
            StreamVaultUrls.ApiUploads,
            _clip,
            [("Upload-Length", $"{_clip.Length}"), ("Upload-Metadata", "filename Y2xpcC5tcDQ=,duplicate YWxsb3c=")]
        );

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        (await CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task Detects_a_form_upload_that_the_disk_changed()
    {
        using var upload = _app.Services.GetRequiredService<IncomingUploads>().Open();
        await upload.ReceiveAsync(new MemoryStream(_clip), default);
        // The upload keeps its file open until it is disposed.
        await using (
            var part = new FileStream(
                Directory.GetFiles(At(""), "*.part").Single(),
                FileMode.Open,
                FileAccess.Write,
                FileShare.ReadWrite
            )
        )
        {
            part.Position = 5000;
            part.WriteByte((byte)~_clip[5000]);
        }

        (await upload.VerifyAsync(default)).Should().BeNull();
        (await CountAsync()).Should().Be(0);
    }

    private async Task<VideoJson> FirstAsync() => await _client.UploadAsync(await Clips.SmallAsync(), "Summer");

    private Task<HttpResponseMessage> SendAsync(string? duplicate) =>
        _client.SendUploadAsync(new ByteArrayContent(_clip), "again.mp4", duplicate: duplicate);

    private async Task<int> CountAsync() =>
        (await _client.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!.Total;

    private async Task SetStatusAsync(Guid id, VideoStatus status)
    {
        var databases = _app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync();
        await database
            .Videos.Where(video => video.Id == new VideoId(id))
            .ExecuteUpdateAsync(video => video.SetProperty(one => one.Status, status));
    }

    private string At(string name) => Path.Combine(_app.DataPath, "uploads", name);

    private sealed record ExistingJson(Guid Id, string Title, string Status, string Url, string Page);

    private sealed record DuplicateJson(string Detail, ExistingJson Existing);
}
