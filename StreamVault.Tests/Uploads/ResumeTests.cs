using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.DiskSpace;
using StreamVault.Core.Integrity;
using StreamVault.Core.Storage;
using StreamVault.Core.Uploads;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>Saved bytes of a resumable upload survive anything.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class ResumeTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new()
    {
        // Far in the future, since the client checks the cookie's expiry by its own clock.
        Clock = new FakeTimeProvider(DateTimeOffset.Parse("2040-05-01T12:00:00Z", null)),
        Settings = { ["StreamVault:Uploads:ReserveBytes"] = "1000" },
    };

    private HttpClient _client = null!;
    private byte[] _clip = [];

    public async Task InitializeAsync()
    {
        _app.OnLoopback();
        // A direct connection: the client of the test host buffers a body until it is complete.
        _client = await _app.SignInOverAsync(new HttpClientHandler());
        _clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Bytes_received_before_the_connection_broke_are_kept()
    {
        var upload = await _client.TusBeginAsync(_clip.Length);

        await CutAfterAsync(upload, 5_000);

        (await _client.TusHeadAsync(upload)).Offset().Should().BeInRange(1, 5_000);
        await SendTheRestAsync(upload);
    }

    [Fact]
    public async Task An_upload_is_not_found_once_its_video_is_deleted()
    {
        var upload = await _client.TusBeginAsync(_clip.Length);
        await SendTheRestAsync(upload);
        using var accepted = await _client.TusHeadAsync(upload);
        var video = accepted.Headers.GetValues("StreamVault-Video").Single();

        using var deleted = await _client.DeleteAsync(video);

        deleted.EnsureSuccessStatusCode();
        (await _client.TusHeadAsync(upload)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_newer_request_takes_over_from_one_with_a_dead_connection(bool isLengthSaid)
    {
        var upload = await _client.TusBeginAsync(_clip.Length);
        var uploads = _app.Services.GetRequiredService<ResumableUploads>();
        using var stalled = new CancellationTokenSource();
        // Repeated, since it matters where the older request is in its reading.
        foreach (var sent in Enumerable.Range(1, 10).Select(time => 1_000 * time))
        {
            var offset = (await _client.TusHeadAsync(upload)).Offset();
            var dead = SendAndStallAsync(upload, offset, sent, stalled.Token, isLengthSaid);
            await Until.TrueAsync(() => uploads.IsReceiving(Id(upload)));
            await Until.TrueAsync(() => _sent == sent);
            using var newer = await _client.TusHeadAsync(upload);
            uploads.IsReceiving(Id(upload)).Should().BeFalse();
        }

        await SendTheRestAsync(upload);

        // The dead requests end with the server.
        await _app.DisposeAsync();
        _app.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task A_restarted_server_resumes_uploads_and_leaves_unknown_files_alone()
    {
        var upload = await _client.TusBeginAsync(_clip.Length);
        using var first = await _client.TusPatchAsync(upload, 0, _clip[..4000]);
        await File.AppendAllTextAsync(Part(upload), "written, but not yet safe when the power went");
        var unknown = At($"{Guid.NewGuid()}.part");
        await File.WriteAllTextAsync(unknown, "of an upload that nobody knows");

        await StartAgainAsync();

        (await _client.TusHeadAsync(upload)).Offset().Should().Be(4000);
        File.Exists(unknown).Should().BeTrue();
        await SendTheRestAsync(upload);
    }

    [Fact]
    public async Task An_older_database_does_not_truncate_an_accepted_file()
    {
        using var begun = await _client.TusCreateAsync(_clip.Length, "beach.mp4", title: "Beach");
        var upload = begun.Headers.Location!.ToString();
        using var first = await _client.TusPatchAsync(upload, 0, _clip[..4000]);
        await File.WriteAllBytesAsync(Part(upload), _clip);
        File.Move(Part(upload), At($"{Id(upload)}.source"));

        await StartAgainAsync();

        (await File.ReadAllBytesAsync(At($"{Id(upload)}.source"))).Should().Equal(_clip);
        File.Exists(Part(upload)).Should().BeFalse();
        VideoSidecar.Find(At($"{Id(upload)}.json"))!.Title.Should().Be("Beach", "its row was deleted");
    }

    [Fact]
    public async Task A_complete_expired_upload_is_quarantined()
    {
        var upload = await _client.TusBeginAsync(_clip.Length, "beach.mp4");
        using var first = await _client.TusPatchAsync(upload, 0, _clip[..4000]);
        await File.WriteAllBytesAsync(Part(upload), _clip);
        Pass(TimeSpan.FromDays(8));

        await _app.Services.GetRequiredService<ResumableUploads>().SweepAsync(default);

        File.Exists(Part(upload)).Should().BeFalse();
        var item = _app.Services.GetRequiredService<Quarantine>().List().Should().ContainSingle().Which;
        (item.Name, item.Bytes, item.Obstacle).Should().Be(("beach.mp4", _clip.Length, null));
    }

    [Fact]
    public async Task Bytes_that_the_disk_lost_are_sent_again()
    {
        var upload = await _client.TusBeginAsync(_clip.Length);
        using var first = await _client.TusPatchAsync(upload, 0, _clip[..4000]);
        using var second = await _client.TusPatchAsync(upload, 4000, _clip[4000..6000]);
        Shorten(Part(upload), 5000);

        await StartAgainAsync();

        (await _client.TusHeadAsync(upload)).Offset().Should().Be(4000);
        await SendTheRestAsync(upload);
    }

    [Fact]
    public async Task Bytes_that_the_disk_changed_are_sent_again()
    {
        var upload = await _client.TusBeginAsync(_clip.Length);
        using var first = await _client.TusPatchAsync(upload, 0, _clip[..4000]);
        using var second = await _client.TusPatchAsync(upload, 4000, _clip[4000..6000]);
        await using (var part = File.OpenWrite(Part(upload)))
        {
            part.Position = 5000;
            part.WriteByte((byte)~_clip[5000]);
        }

        using var last = await _client.TusPatchAsync(upload, 6000, _clip[6000..]);

        last.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await last.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().Contain("at byte 4000");
        await SendTheRestAsync(upload);
    }

    [Fact]
    public async Task A_complete_upload_that_could_not_be_accepted_is_accepted_later()
    {
        var upload = await _client.TusBeginAsync(_clip.Length);
        var inTheWay = Directory.CreateDirectory(At($"{Id(upload)}.source"));

        using var failed = await _client.TusPatchAsync(upload, 0, _clip);
        using var asked = await _client.TusHeadAsync(upload);
        inTheWay.Delete();
        using var askedAgain = await _client.TusHeadAsync(upload);

        failed.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        asked.StatusCode.Should().Be(HttpStatusCode.Locked, "the client must retry, not start over");
        askedAgain.StatusCode.Should().Be(HttpStatusCode.OK);
        await IsStoredAsync(upload);
    }

    [Fact]
    public async Task An_upload_is_accepted_although_its_probe_cannot_be_saved()
    {
        var upload = await _client.TusBeginAsync(_clip.Length);
        await File.WriteAllTextAsync(
            Path.Combine(_app.DataPath, "work", $"{Id(upload)}"),
            "A file in place of a folder."
        );

        using var sent = await _client.TusPatchAsync(upload, 0, _clip);

        sent.StatusCode.Should().Be(HttpStatusCode.NoContent, await sent.Content.ReadAsStringAsync());
        await IsStoredAsync(upload);
    }

    [Fact]
    public async Task A_crash_after_the_last_byte_loses_nothing()
    {
        var upload = await _client.TusBeginAsync(_clip.Length);
        var inTheWay = Directory.CreateDirectory(At($"{Id(upload)}.source"));
        using var failed = await _client.TusPatchAsync(upload, 0, _clip);
        inTheWay.Delete();
        // The file was renamed, but its rows were not committed.
        File.Move(Part(upload), At($"{Id(upload)}.source"));

        await StartAgainAsync();

        await IsStoredAsync(upload);
    }

    [Fact]
    public async Task A_full_disk_stops_an_upload_and_it_continues_once_there_is_space()
    {
        var storage = _app.Services.GetRequiredService<VaultStorage>();
        var upload = await _client.TusBeginAsync(_clip.Length);
        using var first = await _client.TusPatchAsync(upload, 0, _clip[..4000]);

        storage.MeasureFree = () => 2000;
        using var full = await _client.TusPatchAsync(upload, 4000, _clip[4000..]);
        var kept = (await _client.TusHeadAsync(upload)).Offset();
        storage.MeasureFree = () => 1 << 30;

        full.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);
        (await full.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().Contain("2.00 kB free");
        kept.Should().Be(4000);
        await SendTheRestAsync(upload);
    }

    [Fact]
    public async Task A_failed_write_on_a_full_disk_stops_an_upload()
    {
        var upload = await _client.TusBeginAsync(_clip.Length);
        File.Delete(Part(upload));
        File.CreateSymbolicLink(Part(upload), "/dev/full");

        using var full = await _client.TusPatchAsync(upload, 0, _clip);
        File.Delete(Part(upload));
        await File.WriteAllBytesAsync(Part(upload), []);

        full.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);
        await SendTheRestAsync(upload);
    }

    [Fact]
    public async Task Space_reserved_for_one_upload_is_not_available_to_another()
    {
        _app.Services.GetRequiredService<VaultStorage>().MeasureFree = () => 101_000;
        var upload = await _client.TusBeginAsync(60_000);

        using var tooMuch = await _client.TusCreateAsync(60_000);
        using var multipart = await _client.SendUploadAsync(new ByteArrayContent(new byte[60_000]), "a.mp4");
        using var removed = await _client.TusDeleteAsync(upload);
        using var fits = await _client.TusCreateAsync(60_000);

        tooMuch.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);
        (await tooMuch.Content.ReadFromJsonAsync<ProblemJson>())!
            .Detail.Should()
            .Contain("121 kB needed (60.0 kB of it for other videos), 101 kB free");
        multipart.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);
        fits.StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Space_needed_by_pending_encodes_is_not_available_to_new_uploads()
    {
        var storage = _app.Services.GetRequiredService<VaultStorage>();
        var waiting = _app.Services.GetRequiredService<PendingEncodes>();
        storage.MeasureFree = () => 100_000_000;
        var begun = await _client.TusBeginAsync(_clip.Length);
        (await _client.UploadAsync(await Clips.MakeAsync(new Infrastructure.Clip(Seconds: 1)), "Waits"))
            .Should()
            .NotBeNull();
        await Until.TrueAsync(() => waiting.Bytes > 0);
        storage.MeasureFree = () => 1000 + waiting.Bytes + _clip.Length + 59_999;

        using var refused = await _client.TusCreateAsync(60_000);
        using var fits = await _client.TusCreateAsync(59_999);
        using var goesOn = await _client.TusPatchAsync(begun, 0, _clip);

        refused.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);
        (await refused.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().Contain("of it for other videos");
        fits.StatusCode.Should().Be(HttpStatusCode.Created);
        goesOn.StatusCode.Should().Be(HttpStatusCode.NoContent, "space is reserved for uploads that have started");
    }

    [Fact]
    public async Task Space_reserved_for_a_form_upload_is_not_available_to_another()
    {
        _app.Services.GetRequiredService<VaultStorage>().MeasureFree = () => 101_000;
        var form = _app.Services.GetRequiredService<IncomingUploads>().Open();
        form.Reserve(60_000).Should().BeNull();

        using var tooMuch = await _client.TusCreateAsync(60_000);
        form.Dispose();
        using var fits = await _client.TusCreateAsync(60_000);

        tooMuch.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);
        fits.StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_abandoned_upload_expires_seven_days_after_its_last_byte()
    {
        var upload = await _client.TusBeginAsync(_clip.Length);
        Pass(TimeSpan.FromDays(6));
        using var first = await _client.TusPatchAsync(upload, 0, _clip[..4000]);

        Pass(TimeSpan.FromDays(6));
        using var living = await _client.TusHeadAsync(upload);
        Pass(TimeSpan.FromDays(1));
        using var expired = await _client.TusHeadAsync(upload);
        await _app.Services.GetRequiredService<ResumableUploads>().SweepAsync(default);
        using var gone = await _client.TusHeadAsync(upload);

        first.Header("Upload-Expires").Should().Be("Mon, 14 May 2040 12:00:00 GMT");
        living.StatusCode.Should().Be(HttpStatusCode.OK);
        // The sweeper may have deleted it already.
        expired.StatusCode.Should().BeOneOf(HttpStatusCode.Gone, HttpStatusCode.NotFound);
        gone.StatusCode.Should().Be(HttpStatusCode.NotFound);
        Directory.GetFiles(At("")).Should().BeEmpty();
    }

    // Without firing timers, some of which fire every few seconds.
    private void Pass(TimeSpan time) => _app.Clock!.AdjustTime(_app.Clock.GetUtcNow() + time);

    private async Task SendTheRestAsync(string upload)
    {
        using var head = await _client.TusHeadAsync(upload);
        var offset = (int)head.Offset();
        using var last = await _client.TusPatchAsync(upload, offset, _clip[offset..]);
        last.StatusCode.Should().Be(HttpStatusCode.NoContent, await last.Content.ReadAsStringAsync());
        await IsStoredAsync(upload);
    }

    private async Task IsStoredAsync(string upload)
    {
        (await _client.VideoAsync(Id(upload))).Status.Should().Be("pending");
        (await File.ReadAllBytesAsync(At($"{Id(upload)}.source"))).Should().Equal(_clip);
        (await _client.JobAsync(Id(upload))).Status.Should().Be("queued");
    }

    // What the server does with uploads at startup, without the rest.
    private async Task StartAgainAsync()
    {
        var uploads = _app.Services.GetRequiredService<ResumableUploads>();
        await uploads.OpenAsync(default);
        await uploads.SweepAsync(default);
    }

    private async Task CutAfterAsync(string upload, int bytes)
    {
        using var cut = new CancellationTokenSource();
        var sending = SendAndStallAsync(upload, 0, bytes, cut.Token);
        await Until.TrueAsync(() => _app.Services.GetRequiredService<ResumableUploads>().IsReceiving(Id(upload)));
        await Until.TrueAsync(() => _sent >= bytes);
        await cut.CancelAsync();
        await sending.Invoking(async one => await one).Should().ThrowAsync<Exception>();
    }

    private int _sent;

    private async Task SendAndStallAsync(
        string upload,
        long offset,
        int bytes,
        CancellationToken stop,
        bool isLengthSaid = true
    )
    {
        using var request = TusRequests.TusRequest(HttpMethod.Patch, upload, ("Upload-Offset", $"{offset}"));
        request.Content = TusRequests.TusContent(
            new PushStreamContent(
                async (body, _) =>
                {
                    await body.WriteAsync(_clip.AsMemory((int)offset, bytes), stop);
                    await body.FlushAsync(stop);
                    _sent = bytes;
                    await Task.Delay(Timeout.Infinite, stop);
                }
            )
        );
        request.Content.Headers.ContentLength = isLengthSaid ? _clip.Length - offset : null;
        using var answer = await _client.SendAsync(request, stop);
    }

    private static Guid Id(string upload) => Guid.Parse(upload[^36..]);

    private string Part(string upload) => At($"{Id(upload)}.part");

    private string At(string name) => Path.Combine(_app.DataPath, "uploads", name);

    private static void Shorten(string path, long length)
    {
        using var file = File.OpenWrite(path);
        file.SetLength(length);
    }
}
