using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Uploads;

namespace StreamVault.Tests.Recording;

[Trait(Tier.Name, Tier.Media)]
public sealed class RecordingOverHttpTests
{
    [Fact]
    public async Task The_owner_sees_the_facts_in_the_file()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await client.UploadAsync(await TaggedClip.MakeAsync());

        var recording = await RecordingAsync(client, video.Id);

        recording.GetProperty("at").GetString().Should().Be("2019-07-04T15:30:12+02:00");
        recording.GetProperty("from").GetString().Should().Be("camera");
        recording.GetProperty("camera").GetString().Should().Be("Apple iPhone XR");
        recording.GetProperty("place").GetProperty("latitude").GetDouble().Should().Be(47.3769);
        var chapters = recording.GetProperty("chapters").EnumerateArray().ToList();
        chapters.Select(c => c.GetProperty("title").GetString()).Should().Equal("Arrival", "<b>Cake</b>");
        chapters[1].GetProperty("startSeconds").GetDouble().Should().Be(1);
    }

    [Fact]
    public async Task A_place_is_not_stored_if_that_is_turned_off()
    {
        await using var app = new StreamVaultApp { Settings = { ["StreamVault:Recording:KeepPlaces"] = "false" } };
        using var client = await app.SignInAsync();
        var video = await client.UploadAsync(await TaggedClip.MakeAsync());

        var recording = await RecordingAsync(client, video.Id);

        recording.GetProperty("place").ValueKind.Should().Be(JsonValueKind.Null);
        recording.GetRawText().Should().NotContain("47.37");
    }

    [Theory]
    [InlineData("lastModified MTU2MjI0NzAwMDAwMA==", "file_modified", "2019-07-04T13:30:00+00:00")]
    [InlineData("lastModified MA==", null, null)]
    [InlineData("lastModified bmV2ZXI=", null, null)]
    [InlineData("lastModified OTk5OTk5OTk5OTk5OTk5OTk5", null, null)]
    public async Task The_modification_time_is_used_if_the_file_has_no_date(string metadata, string? from, string? at)
    {
        await using var app = new StreamVaultApp { Clock = new(TimeProvider.System.GetUtcNow()) };
        app.Clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        using var client = await app.SignInAsync();
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());

        using var answer = await client.TusAsync(
            HttpMethod.Post,
            StreamVaultUrls.ApiUploads,
            clip,
            [("Upload-Length", $"{clip.Length}"), ("Upload-Metadata", $"filename YS5tcDQ=,{metadata}")]
        );

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        var video = (await client.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!.Items.Single();
        var recording = await RecordingAsync(client, video.Id);
        recording.GetProperty("from").GetString().Should().Be(from);
        recording.GetProperty("at").GetString().Should().Be(at);
    }

    [Fact]
    public async Task All_places_can_be_removed_at_once()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await client.UploadAsync(await TaggedClip.MakeAsync());
        var library = app.Services.GetRequiredService<VideoLibrary>();

        (await library.CountPlacesAsync(CancellationToken.None)).Should().Be(1);
        (await library.ForgetPlacesAsync(CancellationToken.None)).Should().Be(1);

        var recording = await RecordingAsync(client, video.Id);
        recording.GetProperty("place").ValueKind.Should().Be(JsonValueKind.Null);
        recording.GetProperty("camera").GetString().Should().Be("Apple iPhone XR");
    }

    [Fact]
    public async Task The_library_is_sorted_by_the_date_that_the_owner_set()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var first = await client.UploadAsync(await Clips.SmallAsync(), "first");
        var second = await client.UploadAsync(await Clips.SmallAsync(), "second");
        await client.UploadAsync(await Clips.SmallAsync(), "undated");

        (await SetAsync(client, first.Id, "1999-12-24")).Should().Be(HttpStatusCode.OK);
        (await SetAsync(client, second.Id, "1987-05-01T12:00:00+10:00")).Should().Be(HttpStatusCode.OK);
        (await SetAsync(client, second.Id, "next summer")).Should().Be(HttpStatusCode.BadRequest);
        (await SetAsync(client, second.Id, "2999-01-01")).Should().Be(HttpStatusCode.BadRequest);

        (await TitlesAsync(client, "recordedAt")).Should().Equal("second", "first", "undated");
        (await TitlesAsync(client, "-recordedAt")).Should().Equal("first", "second", "undated");
        (await RecordingAsync(client, second.Id))
            .GetProperty("at")
            .GetString()
            .Should()
            .Be("1987-05-01T12:00:00+10:00");
        (await SetAsync(client, first.Id, "")).Should().Be(HttpStatusCode.OK);
        (await RecordingAsync(client, first.Id)).GetProperty("at").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Nothing_that_is_shared_reveals_the_place()
    {
        await using var app = new StreamVaultApp { Workers = 1 };
        using var client = await app.SignInAsync();
        var video = await client.UploadAsync(await TaggedClip.MakeAsync());
        await client.ReadyAsync(video.Id);
        var token = await client.MakeTokenAsync(video.Id);
        using var folder = new TemporaryFolder();
        using var stranger = app.CreateClient();

        var page = await stranger.GetStringAsync(StreamVaultUrls.LinkPage(token.Token));
        var download = await client.GetByteArrayAsync(StreamVaultUrls.Download(new VideoId(video.Id), "480p"));
        await File.WriteAllBytesAsync(folder.At("a.mp4"), download);
        var probe = await RunProgram.Async(
            "ffprobe",
            "-v",
            "error",
            "-show_format",
            "-show_streams",
            folder.At("a.mp4")
        );

        page.Should().NotContain("47.37").And.NotContain("iPhone");
        probe.Output.Should().Contain("codec_name=h264").And.NotContain("47.37").And.NotContain("iPhone");
        probe.Output.Should().NotContainEquivalentOf("tag:location").And.NotContainEquivalentOf("iso6709");
        System.Text.Encoding.Latin1.GetString(download).Should().NotContain("47.37");
    }

    private static async Task<JsonElement> RecordingAsync(HttpClient client, Guid id) =>
        (await client.GetFromJsonAsync<JsonElement>($"{StreamVaultUrls.ApiVideos}/{id}")).GetProperty("recording");

    private static async Task<HttpStatusCode> SetAsync(HttpClient client, Guid id, string recordedAt)
    {
        using var answer = await client.PatchAsJsonAsync($"{StreamVaultUrls.ApiVideos}/{id}", new { recordedAt });
        return answer.StatusCode;
    }

    private static async Task<IEnumerable<string>> TitlesAsync(HttpClient client, string sort) =>
        (await client.GetFromJsonAsync<VideoListJson>($"{StreamVaultUrls.ApiVideos}?sort={sort}"))!.Items.Select(
            video => video.Title
        );
}
