using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

public sealed class UploadTests
{
    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Accepts_a_video_and_queues_its_job()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var clip = await Clips.SmallAsync();

        await using var bytes = File.OpenRead(clip);
        using var answer = await client.SendUploadAsync(new StreamContent(bytes), "Oma_im_Garten.mp4");
        var video = (await answer.Content.ReadFromJsonAsync<VideoJson>())!;

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        answer.Headers.Location!.ToString().Should().Be($"{StreamVaultUrls.ApiVideos}/{video.Id}");
        video.Title.Should().Be("Oma im Garten");
        video.Status.Should().Be("pending");
        video.OriginalFilename.Should().Be("Oma_im_Garten.mp4");
        video.FileSizeBytes.Should().Be(new FileInfo(clip).Length);
        video.DurationSeconds.Should().BeApproximately(2, 0.1);
        (await client.JobAsync(video.Id)).Status.Should().Be("queued");
        var stored = Path.Combine(app.DataPath, "uploads", $"{video.Id}.source");
        Hash(stored).Should().Be(Hash(clip));
        app.Logs.AssertNoErrorsLogged();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Keeps_title_and_description_unchanged()
    {
        const string title = "<b>Ömas</b> \"80.\" 🎂 Geburtstag ‏עברית";
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();

        var video = await client.UploadAsync(await Clips.SmallAsync(), title);

        (await client.VideoAsync(video.Id)).Title.Should().Be(title);
    }

    public static TheoryData<string, byte[]> NotVideos =>
        new()
        {
            { "letter.mp4", "Dear diary, this is no video at all."u8.ToArray() },
            { "empty.mp4", [] },
            { "noise.mkv", RandomNumberGenerator.GetBytes(200_000) },
            { "list.m3u8", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"u8.ToArray() },
        };

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [MemberData(nameof(NotVideos))]
    public async Task Rejects_a_file_that_is_not_video_and_leaves_nothing(string name, byte[] bytes)
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();

        using var answer = await client.SendUploadAsync(new ByteArrayContent(bytes), name);

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().NotBeNullOrWhiteSpace();
        await NothingIsLeftAsync(app, client);
    }

    [Fact]
    public async Task Rejects_a_file_that_is_too_large_before_and_during_the_upload()
    {
        await using var app = new StreamVaultApp { Settings = { ["StreamVault:Uploads:MaxBytes"] = "100000" } };
        using var client = await app.SignInAsync();

        using var announced = await client.SendUploadAsync(new ByteArrayContent(new byte[200_000]), "a.mp4");
        using var chunked = await client.SendUploadAsync(new UnknownLength(200_000), "a.mp4");
        using var asked = await client.GetAsync(StreamVaultUrls.ApiUploadRoom + "?bytes=200000");

        foreach (var answer in (HttpResponseMessage[])[announced, chunked, asked])
        {
            answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
            (await answer.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().Contain("100 kB");
        }

        await NothingIsLeftAsync(app, client);
    }

    [Fact]
    public async Task Rejects_a_file_that_does_not_fit_on_the_disk_with_the_numbers()
    {
        await using var app = new StreamVaultApp
        {
            Settings = { ["StreamVault:Uploads:ReserveBytes"] = (1L << 60).ToString("D", null) },
        };
        using var client = await app.SignInAsync();

        using var answer = await client.SendUploadAsync(new ByteArrayContent(new byte[1000]), "a.mp4");

        answer.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);
        (await answer.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().MatchRegex("needed, .* free");
        await NothingIsLeftAsync(app, client);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Rejects_a_title_of_ten_megabytes_and_a_name_with_a_nul()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());

        using var huge = await client.SendUploadAsync(new ByteArrayContent(clip), "a.mp4", new string('x', 10_000_000));
        using var nul = await client.SendUploadAsync(new ByteArrayContent(clip), "a.mp4", "a\0b");

        huge.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        nul.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        await NothingIsLeftAsync(app, client);
    }

    [Fact]
    public async Task Rejects_a_body_that_is_not_a_form_and_a_form_without_a_file()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        using var form = new MultipartFormDataContent { { new StringContent("x"), "title" } };

        using var json = await client.PostAsJsonAsync(StreamVaultUrls.ApiUpload, new { file = "x" });
        using var empty = await client.PostAsync(StreamVaultUrls.ApiUpload, form);

        json.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        empty.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_interrupted_form_upload_leaves_nothing()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var broken = new UnknownLength(5_000_000, breakAt: 3_000_000);

        var sending = async () => await client.SendUploadAsync(broken, "a.mp4");

        await sending.Should().ThrowAsync<Exception>();
        await Until.TrueAsync(() => Directory.GetFiles(Path.Combine(app.DataPath, "uploads")).Length == 0);
        (await client.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!.Total.Should().Be(0);
    }

    [Fact]
    public async Task Uploading_requires_signing_in()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        using var answer = await client.SendUploadAsync(new ByteArrayContent(new byte[1000]), "a.mp4");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("file", "its closing boundary is missing")]
    [InlineData("title", "its closing boundary is missing")]
    [InlineData("header", "the header of a field is too long")]
    public async Task Rejects_a_malformed_form_and_leaves_nothing(string kind, string reason)
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var form = kind switch
        {
            "file" => "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\nThe file begins",
            "title" => "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nThe title begins",
            _ =>
                $"--b\r\nContent-Disposition: form-data; name=\"file\"\r\nX-Long: {new string('x', 2_000_000)}\r\n\r\n--b--",
        };
        using var content = new StringContent(form);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        using var answer = await client.PostAsync(StreamVaultUrls.ApiUpload, content);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().Contain(reason);
        await NothingIsLeftAsync(app, client);
        app.Logs.AssertNoErrorsLogged();
    }

    private static async Task NothingIsLeftAsync(StreamVaultApp app, HttpClient client)
    {
        Directory.GetFiles(Path.Combine(app.DataPath, "uploads")).Should().BeEmpty();
        (await client.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!.Total.Should().Be(0);
        (await client.JobsAsync()).Should().BeEmpty();
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    /// <summary>Zeros of unknown length, which may be interrupted.</summary>
    private sealed class UnknownLength(int bytes, int breakAt = int.MaxValue) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var sent = 0; sent < bytes; sent += 50_000)
            {
                if (sent >= breakAt)
                {
                    throw new IOException("The line is cut.");
                }

                await stream.WriteAsync(new byte[50_000]);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
