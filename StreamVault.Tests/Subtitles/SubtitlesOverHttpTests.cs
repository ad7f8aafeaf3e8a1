using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Passages;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Integrity;
using TextEncoding = System.Text.Encoding;

namespace StreamVault.Tests.Subtitles;

/// <summary>Subtitles are added to a ready video of 12 seconds.</summary>
public sealed class SubtitlesOverHttpTests : IAsyncLifetime
{
    private const string Srt = """
        1
        00:00:01,000 --> 00:00:05,000
        The cake & the candles

        2
        00:00:09,000 --> 00:00:10,000
        Goodbye
        """;

    private readonly StreamVaultApp _app = new();
    private HttpClient _client = null!;
    private VideoId _video;

    private VaultStorage Storage => _app.Services.GetRequiredService<VaultStorage>();

    private string Folder => Storage.VideoFolder(_video);

    private string Master => File.ReadAllText(Path.Combine(Folder, "master.m3u8"));

    public async Task InitializeAsync()
    {
        _client = await _app.SignInAsync();
        _video = await SyntheticVideo.CreateAsync(_app, segments: 3, segmentBytes: 188 * 16);
        await ManifestMaker.RunAsync(
            Folder,
            Storage.KeyPath(_video),
            original: null,
            DateTimeOffset.UnixEpoch,
            madeLater: false,
            FileHash.Always,
            CancellationToken.None
        );
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Subtitles_are_played_listed_and_found()
    {
        using var answer = await _client.SendSubtitlesAsync(
            _video,
            TextEncoding.UTF8.GetBytes(Srt),
            "Party.en.srt",
            ("language", "eng"),
            ("label", " For \"Oma\" ")
        );

        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var added = (await answer.Content.ReadFromJsonAsync<SubtitleJson>())!;
        answer.Headers.Location!.ToString().Should().Be($"{StreamVaultUrls.Subtitles(_video)}/{added.Id}");
        added.Should().Be(new SubtitleJson(added.Id, "en", "For Oma", 0, "srt", "Party.en.srt"));
        (await _client.SubtitlesAsync(_video)).Should().Equal(added);
        Master
            .Should()
            .Contain("#EXT-X-VERSION:4\n")
            .And.Contain(
                "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subtitles\",NAME=\"For Oma\",LANGUAGE=\"en\",DEFAULT=NO,AUTOSELECT=YES,URI=\"subtitle_100.m3u8\"\n#EXT-X-STREAM-INF:"
            )
            .And.MatchRegex("BANDWIDTH=100[0-9]{3},SUBTITLES=\"subtitles\"\n720p.m3u8\n");
        (await _client.GetStringAsync($"{StreamVaultUrls.ApiVideo(_video)}/master.m3u8"))
            .Should()
            .Contain("URI=\"subtitle_100.m3u8\"");
        (await _client.GetStringAsync($"{StreamVaultUrls.ApiVideo(_video)}/subtitle_100.m3u8"))
            .Should()
            .Contain("#EXTINF:4.000000,\nsubtitle_100/subtitle_100_002.vtt\n");
        (await _client.GetByteArrayAsync($"{StreamVaultUrls.ApiVideo(_video)}/subtitle_100/subtitle_100_000.vtt"))
            .Should()
            .NotBeEmpty();
        (await LinesAsync()).Should().Equal(new Passage(1, "The cake & the candles"), new Passage(9, "Goodbye"));
        var found = await _client.GetFromJsonAsync<JsonElement>($"{StreamVaultUrls.ApiVideos}?search=candles");
        found.GetProperty("total").GetInt32().Should().Be(1);
        await IsIntactAsync();
    }

    [Fact]
    public async Task Subtitles_are_renamed_shifted_replaced_and_deleted()
    {
        var before = Master;
        var url = $"{StreamVaultUrls.Subtitles(_video)}/{(await _client.AddSubtitlesAsync(_video, Srt)).Id}";

        (await PatchAsync(url, new { language = "de", label = "Deutsch" })).Label.Should().Be("Deutsch");
        Master.Should().Contain("NAME=\"Deutsch\",LANGUAGE=\"de\"").And.Contain("subtitle_100.m3u8");
        (await PatchAsync(url, new { shiftSeconds = -2.5 })).ShiftSeconds.Should().Be(-2.5);
        (await LinesAsync()).Should().Equal(new Passage(0, "The cake & the candles"), new Passage(6.5, "Goodbye"));
        Master.Should().Contain("subtitle_101.m3u8", "browsers keep segments").And.NotContain("subtitle_100.m3u8");
        await IsIntactAsync();

        using var form = new MultipartFormDataContent
        {
            { new StringContent("WEBVTT\n\n00:05.000 --> 00:06.000\nNew"), "file", "b.vtt" },
        };
        using var replaced = await _client.PutAsync($"{url}/file", form);
        replaced.StatusCode.Should().Be(HttpStatusCode.OK, await replaced.Content.ReadAsStringAsync());
        var changed = (await replaced.Content.ReadFromJsonAsync<SubtitleJson>())!;
        (changed.Label, changed.Format, changed.ShiftSeconds).Should().Be(("Deutsch", "vtt", -2.5));
        (await LinesAsync()).Should().Equal(new Passage(2.5, "New"));
        await IsIntactAsync();

        (await _client.DeleteAsync(url)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await _client.DeleteAsync(url)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _client.PatchAsJsonAsync(url, new { label = "x" })).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _client.SubtitlesAsync(_video)).Should().BeEmpty();
        (await LinesAsync()).Should().BeEmpty();
        Master.Should().Be(before);
        Directory.GetFiles(Folder, "*.vtt").Should().BeEmpty();
        Directory.GetFiles(Folder, "uploaded-*").Should().BeEmpty();
        await IsIntactAsync();
    }

    [Fact]
    public async Task Subtitles_that_are_uploaded_at_the_same_time_are_all_kept()
    {
        var added = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(number => _client.AddSubtitlesAsync(_video, Srt, label: $"Same {number % 2}"))
        );

        (await _client.SubtitlesAsync(_video)).Should().BeEquivalentTo(added);
        Master.Split('\n').Count(line => line.StartsWith("#EXT-X-MEDIA:", StringComparison.Ordinal)).Should().Be(6);
        Master.Should().Contain("NAME=\"Same 0\"").And.Contain("NAME=\"Same 1 (");
        await IsIntactAsync();
    }

    [Fact]
    public async Task Subtitles_from_the_file_of_the_video_stay()
    {
        const string embedded =
            "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subtitles\",NAME=\"English\",LANGUAGE=\"en\",DEFAULT=NO,AUTOSELECT=YES,URI=\"subtitle_1.m3u8\"\n";
        File.Delete(Path.Combine(Folder, ManifestFiles.FactsName));
        await File.WriteAllTextAsync(Path.Combine(Folder, "subtitle_1.m3u8"), "#EXTM3U\n#EXT-X-ENDLIST\n");
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "master.m3u8"),
            $"#EXTM3U\n#EXT-X-VERSION:4\n{embedded}#EXT-X-STREAM-INF:BANDWIDTH=100000,SUBTITLES=\"subtitles\"\n720p.m3u8\n"
        );

        var added = await _client.AddSubtitlesAsync(_video, Srt, language: "en");

        Master
            .Should()
            .Contain(embedded)
            .And.Contain("NAME=\"English (2)\",LANGUAGE=\"en\",DEFAULT=NO,AUTOSELECT=NO,URI=\"subtitle_100.m3u8\"");
        using var deleted = await _client.DeleteAsync($"{StreamVaultUrls.Subtitles(_video)}/{added.Id}");
        Master.Should().Contain(embedded).And.NotContain("subtitle_100").And.Contain(",SUBTITLES=\"subtitles\"\n");
    }

    [Fact]
    public async Task A_damaged_list_loses_only_names()
    {
        var added = await _client.AddSubtitlesAsync(_video, Srt, label: "Mine");
        await File.WriteAllTextAsync(Path.Combine(Folder, "subtitles.json"), "{\"tracks\":[");

        var list = await _client.SubtitlesAsync(_video);
        await _client.AddSubtitlesAsync(_video, Srt, label: "Another");

        list.Should().ContainSingle().Which.Format.Should().Be(added.Format);
        (await _client.SubtitlesAsync(_video)).Select(one => one.Label).Should().Equal("Subtitles 1", "Another");
        (await LinesAsync()).Should().HaveCount(2);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("Hello", "The file is not a subtitle file. Use SRT, WebVTT or ASS.")]
    [InlineData("WEBVTT\n\nNOTE nothing", "The file contains no subtitles.")]
    [InlineData("1\n00:00:12,000 --> 00:00:13,000\nLate", "All subtitles are outside the video.")]
    public async Task A_file_that_cannot_be_used_is_refused_in_words(string text, string detail)
    {
        using var answer = await _client.SendSubtitlesAsync(_video, TextEncoding.UTF8.GetBytes(text));

        await IsBadAsync(answer, "file", detail);
        (await _client.SubtitlesAsync(_video)).Should().BeEmpty();
        Directory.GetFiles(Folder, "uploaded-*").Should().BeEmpty();
    }

    [Theory]
    [InlineData(5_000_001)]
    [InlineData(8_000_000)]
    public async Task A_file_that_is_too_large_is_refused_in_words(int bytes)
    {
        using var answer = await _client.SendSubtitlesAsync(_video, new byte[bytes]);

        await IsBadAsync(answer, "file", "The file is too large: at most 5 MB.");
    }

    [Fact]
    public async Task A_file_that_would_fill_the_disk_is_refused()
    {
        // Each is written to all segments.
        var text = string.Concat(Enumerable.Repeat("00:00:00,000 --> 00:00:12,000\nAll the time\n\n", 501));

        using var answer = await _client.SendSubtitlesAsync(_video, TextEncoding.UTF8.GetBytes(text.Insert(0, "1\n")));

        answer.StatusCode.Should().Be(HttpStatusCode.Created, "repeated cues are shown once");
        var many = string.Concat(
            Enumerable.Range(0, 501).Select(number => $"00:00:00,000 --> 00:00:12,000\nNumber {number}\n\n")
        );
        using var refused = await _client.SendSubtitlesAsync(_video, TextEncoding.UTF8.GetBytes(many));
        await IsBadAsync(refused, "file", "The file can't be used: it shows 501 cues at once, and the limit is 500.");
    }

    [Theory]
    [InlineData("language", "english please", "Enter a language code like en, de or pt-BR.")]
    [InlineData("label", "\u200B", "Enter at least one visible character.")]
    public async Task Rejects_invalid_fields_with_a_reason(string field, string value, string detail)
    {
        using var answer = await _client.SendSubtitlesAsync(
            _video,
            TextEncoding.UTF8.GetBytes(Srt),
            "a.srt",
            (field, value)
        );

        await IsBadAsync(answer, field, detail);
    }

    [Theory]
    [InlineData(60, "With this shift, all subtitles are outside the video.")]
    [InlineData(1e300, "The shift must be at most 24 hours.")]
    public async Task A_shift_out_of_the_video_is_refused_in_words(double shift, string detail)
    {
        var url = $"{StreamVaultUrls.Subtitles(_video)}/{(await _client.AddSubtitlesAsync(_video, Srt)).Id}";

        using var answer = await _client.PatchAsJsonAsync(url, new { shiftSeconds = shift });

        await IsBadAsync(answer, "shiftSeconds", detail);
        (await LinesAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_form_without_a_file_is_refused_in_words()
    {
        using var form = new MultipartFormDataContent { { new StringContent("en"), "language" } };
        using var missing = await _client.PostAsync(StreamVaultUrls.Subtitles(_video), form);
        using var json = await _client.PostAsJsonAsync(StreamVaultUrls.Subtitles(_video), new { language = "en" });
        using var broken = new ByteArrayContent("--b\r\nnonsense"u8.ToArray());
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var malformed = await _client.PostAsync(StreamVaultUrls.Subtitles(_video), broken);

        await IsBadAsync(missing, "file", "file is missing.");
        json.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        await IsBadAsync(malformed, "file", "The form isn't valid multipart/form-data.");
    }

    [Fact]
    public async Task Only_ready_videos_have_uploaded_subtitles()
    {
        var pending = await _app.AddVideoAsync("Not ready", video => video.Status = VideoStatus.Pending);
        var absent = VideoId.New(DateTimeOffset.UnixEpoch);
        var file = TextEncoding.UTF8.GetBytes(Srt);

        (await _client.SendSubtitlesAsync(pending, file)).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await _client.SubtitlesAsync(pending)).Should().BeEmpty();
        (await _client.SendSubtitlesAsync(absent, file)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _client.GetAsync(StreamVaultUrls.Subtitles(absent))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        using var guest = _app.CreateClient();
        (await guest.SendSubtitlesAsync(_video, file)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await guest.GetAsync(StreamVaultUrls.Subtitles(_video))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static async Task IsBadAsync(HttpResponseMessage answer, string field, string detail)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("field").GetString(), problem.GetProperty("detail").GetString())
            .Should()
            .Be((field, detail));
    }

    private async Task<SubtitleJson> PatchAsync(string url, object change)
    {
        using var answer = await _client.PatchAsJsonAsync(url, change);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<SubtitleJson>())!;
    }

    private Task<IReadOnlyList<Passage>> LinesAsync() =>
        _app.Services.GetRequiredService<SubtitleReader>().ReadAsync(_video, CancellationToken.None);

    // All files are in the manifest and match it, and a full check finds no damage.
    private async Task IsIntactAsync()
    {
        var manifest = ManifestFiles.Read(Folder).Should().BeOfType<ManifestState.Found>().Which.Manifest;
        manifest
            .Files.Keys.Should()
            .BeEquivalentTo(
                Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Where(ManifestFiles.Covers)
            );
        manifest.Files.Keys.Should().Contain("master.m3u8").And.Contain("subtitles.json");
        using var check = await _client.PostAsync($"{StreamVaultUrls.ApiVideo(_video)}/check", null);
        (await check.Content.ReadFromJsonAsync<CheckedVideoJson>())!.Damage.Should().BeNull();
    }
}
