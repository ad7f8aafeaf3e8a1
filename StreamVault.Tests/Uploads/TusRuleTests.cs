using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>Every rule of tus 1.0.0, https://tus.io/protocols/resumable-upload.</summary>
public sealed class TusRuleTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new() { Settings = { ["StreamVault:Uploads:MaxBytes"] = "1000000" } };
    private HttpClient _client = null!;

    public async Task InitializeAsync() => _client = await _app.SignInAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task OPTIONS_describes_the_supported_protocol()
    {
        using var answer = await _client.SendAsync(new(HttpMethod.Options, StreamVaultUrls.ApiUploads));

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        answer.Header("Tus-Resumable").Should().Be("1.0.0");
        answer.Header("Tus-Version").Should().Be("1.0.0");
        answer.Header("Tus-Max-Size").Should().Be("1000000");
        answer.Header("Tus-Extension").Should().Be("creation,creation-with-upload,termination,checksum,expiration");
        answer.Header("Tus-Checksum-Algorithm").Should().Be("sha1,sha256,md5");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_file_sent_in_parts_becomes_a_video()
    {
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        using var created = await _client.TusCreateAsync(clip.Length, "Oma_im_Garten.mp4", title: "Ömas 🎂");
        var upload = created.Headers.Location!.ToString();

        using var first = await _client.TusPatchAsync(upload, 0, clip[..1000]);
        using var between = await _client.TusHeadAsync(upload);
        using var last = await _client.TusPatchAsync(upload, 1000, clip[1000..]);
        using var after = await _client.TusHeadAsync(upload);

        created.StatusCode.Should().Be(HttpStatusCode.Created);
        created.Header("Upload-Expires").Should().NotBeNull();
        first.StatusCode.Should().Be(HttpStatusCode.NoContent);
        first.Offset().Should().Be(1000);
        first.Header("Upload-Expires").Should().NotBeNull();
        between.Offset().Should().Be(1000);
        between.Header("Upload-Length").Should().Be($"{clip.Length}");
        between.Header("Upload-Metadata").Should().StartWith("filename T21hX2ltX0dhcnRlbi5tcDQ=,title ");
        between.Headers.CacheControl!.NoStore.Should().BeTrue();
        last.StatusCode.Should().Be(HttpStatusCode.NoContent);
        last.Offset().Should().Be(clip.Length);
        after.Offset().Should().Be(clip.Length, "a client that missed the response retries");
        after.Header("StreamVault-Video").Should().Be(last.Header("StreamVault-Video"));
        var video = (await _client.GetFromJsonAsync<VideoJson>(last.Header("StreamVault-Video")))!;
        (video.Title, video.OriginalFilename, video.Status).Should().Be(("Ömas 🎂", "Oma_im_Garten.mp4", "pending"));
        Stored(video).Should().Equal(clip);
        (await _client.JobAsync(video.Id)).Status.Should().Be("queued");
        foreach (var answer in (HttpResponseMessage[])[created, first, between, last, after])
        {
            answer.Header("Tus-Resumable").Should().Be("1.0.0");
        }

        _app.Logs.AssertNoErrorsLogged();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Bytes_can_be_sent_with_the_creation()
    {
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());

        using var part = await _client.TusCreateAsync(clip.Length, first: clip[..500]);
        using var whole = await _client.TusCreateAsync(clip.Length, first: clip);

        part.StatusCode.Should().Be(HttpStatusCode.Created);
        part.Offset().Should().Be(500);
        whole.StatusCode.Should().Be(HttpStatusCode.Created);
        whole.Offset().Should().Be(clip.Length);
        whole.Header("StreamVault-Video").Should().NotBeNull();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Rejects_a_complete_file_that_is_not_video_and_leaves_nothing()
    {
        var junk = "Bread, butter, batteries"u8.ToArray();
        var upload = await _client.TusBeginAsync(junk.Length);

        using var answer = await _client.TusPatchAsync(upload, 0, junk);
        using var after = await _client.TusHeadAsync(upload);

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().Contain("isn't a video");
        after.StatusCode.Should().Be(HttpStatusCode.NotFound);
        Directory.GetFiles(Path.Combine(_app.DataPath, "uploads")).Should().BeEmpty();
    }

    [Fact]
    public async Task Rejects_an_empty_file_at_once()
    {
        using var answer = await _client.TusCreateAsync(0);

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().Contain("empty");
    }

    [Fact]
    public async Task Rejects_another_protocol_version_and_names_its_own()
    {
        using var none = await _client.PostAsync(StreamVaultUrls.ApiUploads, null);
        using var other = await _client.SendAsync(
            new(HttpMethod.Head, await _client.TusBeginAsync(10)) { Headers = { { "Tus-Resumable", "0.2.2" } } }
        );

        foreach (var answer in (HttpResponseMessage[])[none, other])
        {
            answer.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
            answer.Header("Tus-Version").Should().Be("1.0.0");
        }
    }

    [Theory]
    [InlineData(999)]
    [InlineData(0)]
    public async Task Rejects_bytes_at_the_wrong_offset(long offset)
    {
        var upload = await _client.TusBeginAsync(2000);
        using var first = await _client.TusPatchAsync(upload, 0, new byte[1000]);

        using var answer = await _client.TusPatchAsync(upload, offset, new byte[1000]);

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await _client.TusHeadAsync(upload)).Offset().Should().Be(1000);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Rejects_bytes_at_the_wrong_offset_of_a_finished_upload()
    {
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        var upload = await _client.TusBeginAsync(clip.Length);
        using var all = await _client.TusPatchAsync(upload, 0, clip);

        using var again = await _client.TusPatchAsync(upload, 0, clip);
        using var atTheEnd = await _client.TusPatchAsync(upload, clip.Length, []);

        all.StatusCode.Should().Be(HttpStatusCode.NoContent);
        again.StatusCode.Should().Be(HttpStatusCode.Conflict);
        atTheEnd.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await _client.TusHeadAsync(upload)).Offset().Should().Be(clip.Length);
    }

    [Fact]
    public async Task Rejects_a_metadata_key_that_is_not_ASCII()
    {
        await using var app = new StreamVaultApp();
        var address = app.OnLoopback();
        using var client = await app.SignInOverAsync(new HttpClientHandler());
        using var login = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiLogin,
            new { username = SignedInClient.Username, password = SignedInClient.Password }
        );

        // An HTTP client would not send it.
        var answer = await RawHttp.SendAsync(
            address,
            "POST",
            StreamVaultUrls.ApiUploads,
            $"Cookie: {login.Headers.GetValues("Set-Cookie").Single().Split(';')[0]}",
            "Tus-Resumable: 1.0.0",
            "Upload-Length: 1000",
            "Upload-Metadata: grÃ¶Ãe MTAw",
            "Content-Length: 0"
        );

        answer.Status.Should().Be(400, answer.Text);
        answer.Text.Should().Contain("must be ASCII");
    }

    [Fact]
    public async Task Rejects_more_bytes_than_were_announced()
    {
        var upload = await _client.TusBeginAsync(1000);
        using var endless = TusRequests.TusRequest(HttpMethod.Patch, upload, ("Upload-Offset", "0"));
        endless.Content = TusRequests.TusContent(
            new PushStreamContent(
                (body, cancellationToken) => body.WriteAsync(new byte[1001], cancellationToken).AsTask()
            )
        );

        using var known = await _client.TusPatchAsync(upload, 0, new byte[1001]);
        using var unknown = await _client.SendAsync(endless);

        known.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        unknown.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await _client.TusHeadAsync(upload)).Offset().Should().Be(0);
    }

    [Fact]
    public async Task Rejects_a_file_that_is_too_large_with_the_limit()
    {
        using var answer = await _client.TusCreateAsync(1_000_001);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().Contain("1.00 MB");
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("md5")]
    public async Task Accepts_bytes_only_if_their_checksum_matches(string algorithm)
    {
        var bytes = RandomNumberGenerator.GetBytes(1000);
        var right = Convert.ToBase64String(
            CryptographicOperations.HashData(new HashAlgorithmName(algorithm.ToUpperInvariant()), bytes)
        );
        var upload = await _client.TusBeginAsync(2000);

        using var changed = await _client.TusPatchAsync(
            upload,
            0,
            new byte[1000],
            ("Upload-Checksum", $"{algorithm} {right}")
        );
        var kept = (await _client.TusHeadAsync(upload)).Offset();
        using var intact = await _client.TusPatchAsync(upload, 0, bytes, ("Upload-Checksum", $"{algorithm} {right}"));

        changed.StatusCode.Should().Be((HttpStatusCode)460);
        kept.Should().Be(0);
        intact.StatusCode.Should().Be(HttpStatusCode.NoContent);
        intact.Offset().Should().Be(1000);
    }

    [Theory]
    [InlineData("crc32 AAAAAA==")]
    [InlineData("sha1 not-base64")]
    [InlineData("sha1 AAAA")]
    [InlineData("sha1")]
    public async Task Rejects_an_invalid_checksum_header(string checksum)
    {
        var upload = await _client.TusBeginAsync(2000);

        using var answer = await _client.TusPatchAsync(upload, 0, new byte[10], ("Upload-Checksum", checksum));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task DELETE_removes_an_upload_and_its_bytes()
    {
        var upload = await _client.TusBeginAsync(2000);
        using var first = await _client.TusPatchAsync(upload, 0, new byte[1000]);

        using var removed = await _client.TusDeleteAsync(upload);
        using var after = await _client.TusHeadAsync(upload);
        using var again = await _client.TusDeleteAsync(upload);

        removed.StatusCode.Should().Be(HttpStatusCode.NoContent);
        after.StatusCode.Should().Be(HttpStatusCode.NotFound);
        again.StatusCode.Should().Be(HttpStatusCode.NotFound);
        Directory.GetFiles(Path.Combine(_app.DataPath, "uploads")).Should().BeEmpty();
    }

    [Fact]
    public async Task POST_can_override_the_method_with_PATCH_or_DELETE()
    {
        var upload = await _client.TusBeginAsync(2000);

        using var patch = await _client.TusAsync(
            HttpMethod.Post,
            upload,
            new byte[1000],
            ("Upload-Offset", "0"),
            ("X-HTTP-Method-Override", "PATCH")
        );
        using var delete = await _client.TusAsync(HttpMethod.Post, upload, null, ("X-HTTP-Method-Override", "DELETE"));

        patch.Offset().Should().Be(1000);
        delete.StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    public static TheoryData<string, string?> Malformed =>
        new()
        {
            { "Upload-Length", null },
            { "Upload-Length", "-1" },
            { "Upload-Length", "1e3" },
            { "Upload-Metadata", "filename ***" },
            { "Upload-Metadata", "filename YQ==,filename Yg==" },
            { "Upload-Metadata", "filename YQBi" },
            { "Upload-Metadata", "filename gA==" },
        };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Rejects_a_creation_with_an_invalid_header(string header, string? value)
    {
        Dictionary<string, string?> headers = new() { ["Upload-Length"] = "1000", [header] = value };

        using var answer = await _client.TusAsync(
            HttpMethod.Post,
            StreamVaultUrls.ApiUploads,
            null,
            [.. headers.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!))]
        );

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        Directory.GetFiles(Path.Combine(_app.DataPath, "uploads")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Upload-Concat", "partial", "as one upload")]
    [InlineData("Upload-Defer-Length", "1", "Upload-Length")]
    public async Task Rejects_unsupported_extensions(string header, string value, string hint)
    {
        using var answer = await _client.TusAsync(
            HttpMethod.Post,
            StreamVaultUrls.ApiUploads,
            null,
            ("Upload-Length", "1000"),
            (header, value)
        );

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain($"{header} is not supported").And.Contain(hint);
        Directory.GetFiles(Path.Combine(_app.DataPath, "uploads")).Should().BeEmpty();
    }

    [Fact]
    public async Task Rejects_bytes_with_the_wrong_type_or_without_an_offset()
    {
        var upload = await _client.TusBeginAsync(1000);
        using var request = TusRequests.TusRequest(HttpMethod.Patch, upload, ("Upload-Offset", "0"));
        request.Content = new ByteArrayContent(new byte[10])
        {
            Headers = { ContentType = new MediaTypeHeaderValue("video/mp4") },
        };

        using var typed = await _client.SendAsync(request);
        using var placeless = await _client.TusAsync(HttpMethod.Patch, upload, new byte[10]);

        typed.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        placeless.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Other_users_cannot_see_an_upload()
    {
        var upload = await _client.TusBeginAsync(1000);
        using var nobody = _app.CreateClient();
        Func<HttpClient, Task<HttpResponseMessage>>[] requests =
        [
            client => client.TusHeadAsync(upload),
            client => client.TusPatchAsync(upload, 0, new byte[10]),
            client => client.TusDeleteAsync(upload),
        ];
        var mine = await _client.GetStringAsync(StreamVaultUrls.ApiUploads);
        await GiveToAnotherUserAsync(Guid.Parse(upload[^36..]));

        foreach (var request in requests)
        {
            using var foreign = await request(_client);
            using var anonymous = await request(nobody);

            foreign.StatusCode.Should().Be(HttpStatusCode.NotFound);
            anonymous.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        mine.Should().Contain("\"length\":1000");
        (await _client.GetStringAsync(StreamVaultUrls.ApiUploads)).Should().Be("[]");
    }

    [Fact]
    public async Task Another_site_cannot_use_the_session()
    {
        using var answer = await _client.TusCreateAsync(1000, headers: ("Origin", "https://elsewhere.example"));

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    private async Task GiveToAnotherUserAsync(Guid upload)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var aunt = new VaultUser { UserName = "aunt" };
        await scope.ServiceProvider.GetRequiredService<UserManager<VaultUser>>().CreateAsync(aunt);
        var database = scope.ServiceProvider.GetRequiredService<StreamVaultDbContext>();
        await database
            .ResumableUploads.Where(row => row.Id == upload)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.UserId, aunt.Id));
    }

    private byte[] Stored(VideoJson video) =>
        File.ReadAllBytes(Path.Combine(_app.DataPath, "uploads", $"{video.Id}.source"));
}
