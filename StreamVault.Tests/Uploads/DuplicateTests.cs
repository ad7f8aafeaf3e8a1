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

/// <summary>The same content comes in once, unless a person insists.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class DuplicateTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new()
    {
        Clock = new FakeTimeProvider(DateTimeOffset.Parse("2040-05-01T12:00:00Z", null)),
        // Short, since every timer of the server ticks through whatever time a test lets pass.
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
    public async Task A_form_with_content_that_is_there_is_refused_with_the_video_and_the_way_to_insist()
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
    public async Task Of_equal_files_that_arrive_at_the_same_time_one_becomes_a_video()
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
    public async Task A_deleted_video_is_not_there_and_a_failed_one_still_is()
    {
        var first = await FirstAsync();
        await SetStatusAsync(first.Id, VideoStatus.Failed);

        using var failed = await SendAsync(null);
        using var deletion = await _client.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{first.Id}");
        using var deleted = await SendAsync(null);

        var problem = (await failed.Content.ReadFromJsonAsync<DuplicateJson>())!;
        problem.Existing.Status.Should().Be("failed");
        problem.Detail.Should().Contain("could not be prepared, and can be tried again");
        deleted.StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(VideoStatus.Pending)]
    [InlineData(VideoStatus.Ready)]
    public async Task A_video_whose_files_are_gone_stands_against_nothing(VideoStatus status)
    {
        var first = await FirstAsync();
        await SetStatusAsync(first.Id, status);
        File.Delete(At($"{first.Id}.source"));

        using var answer = await SendAsync(null);

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        (await CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task What_waits_for_a_choice_goes_to_quarantine_if_it_expires_as_the_only_copy()
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
    public async Task A_resumable_upload_with_content_that_is_there_waits_for_its_sender_and_is_added_on_demand()
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
        asked.Header("StreamVault-Video").Should().BeNull("it is no video yet");
        list.Should().Contain("Summer");
        added.StatusCode.Should().Be(HttpStatusCode.NoContent);
        addedAgain.StatusCode.Should().Be(HttpStatusCode.NoContent, "it is safe to repeat");
        added.Header("StreamVault-Video").Should().EndWith(upload[^36..]);
        (await CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task A_resumable_upload_that_is_not_wanted_a_second_time_leaves_nothing()
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
    public async Task What_waits_for_a_choice_becomes_a_video_once_the_one_before_is_deleted()
    {
        var first = await FirstAsync();
        var upload = await _client.TusBeginAsync(_clip.Length);
        using var last = await _client.TusPatchAsync(upload, 0, _clip);
        using var deletion = await _client.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{first.Id}");

        await _app.Services.GetRequiredService<ResumableUploads>().SweepAsync(default);

        (await _client.VideoAsync(Guid.Parse(upload[^36..]))).Status.Should().Be("pending");
    }

    [Fact]
    public async Task What_waits_for_a_choice_survives_a_restart_and_expires_like_any_other()
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
    public async Task A_resumable_upload_can_insist_from_the_beginning()
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
    public async Task What_the_disk_changed_of_a_form_is_noticed_before_it_is_accepted()
    {
        var intake = _app.Services.GetRequiredService<UploadIntake>();
        using var upload = intake.Open();
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

        var outcome = await intake.AcceptAsync(upload, new UploadDetails("clip.mp4", null, null), default);

        outcome.Should().BeOfType<UploadOutcome.Damaged>();
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
