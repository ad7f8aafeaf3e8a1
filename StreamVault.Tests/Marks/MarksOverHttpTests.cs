using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StreamVault.Core.Entities;
using StreamVault.Core.Marks;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Marks;

public sealed class MarksOverHttpTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new();
    private HttpClient _client = null!;

    public async Task InitializeAsync() => _client = await _app.SignInAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    public static TheoryData<string, string, string> Kinds =>
        new() { { "chapters", "startSeconds", "title" }, { "notes", "atSeconds", "text" } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Marks_are_added_moved_renamed_and_deleted(string kind, string time, string text)
    {
        var url = Url(await AddAsync(), kind);
        using var added = await _client.PostAsJsonAsync(url, Body((time, 70.5), (text, " The cake ")));
        added.StatusCode.Should().Be(HttpStatusCode.Created);
        var cake = added.Headers.Location!.ToString();
        cake.Should().StartWith($"{url}/");
        using var second = await _client.PostAsJsonAsync(url, Body((time, 12), (text, "The arrival")));
        (await ListAsync(url, time, text)).Should().Equal((12, "The arrival"), (70.5, "The cake"));

        (await _client.PatchAsJsonAsync(cake, Body((time, 0)))).StatusCode.Should().Be(HttpStatusCode.OK);
        (await _client.PatchAsJsonAsync(cake, Body((text, "The candles")))).StatusCode.Should().Be(HttpStatusCode.OK);
        (await ListAsync(url, time, text)).Should().Equal((0, "The candles"), (12, "The arrival"));

        (await _client.DeleteAsync(cake)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await _client.DeleteAsync(cake)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _client.PatchAsJsonAsync(cake, Body((time, 1)))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await ListAsync(url, time, text)).Should().Equal((12, "The arrival"));
    }

    [Theory]
    [InlineData("chapters", """{"title":"Cake"}""", "startSeconds", "startSeconds is missing.")]
    [InlineData("chapters", """{"startSeconds":1}""", "title", "title is missing.")]
    [InlineData("chapters", """{"startSeconds":1,"title":" "}""", "title", "Enter a title.")]
    [InlineData(
        "chapters",
        """{"startSeconds":1,"title":"Cake\nand candles"}""",
        "title",
        "Remove the control characters from the text."
    )]
    [InlineData(
        "notes",
        """{"atSeconds":1,"text":"a\u0000b"}""",
        "text",
        "Remove the control characters from the text."
    )]
    [InlineData(
        "chapters",
        """{"startSeconds":100,"title":"Cake"}""",
        "startSeconds",
        "The time must be within the video, which is 1:40 long."
    )]
    [InlineData(
        "notes",
        """{"atSeconds":-0.1,"text":"Cake"}""",
        "atSeconds",
        "The time must be within the video, which is 1:40 long."
    )]
    [InlineData("notes", """{"atSeconds":1}""", "text", "text is missing.")]
    public async Task Rejects_invalid_fields_with_a_reason(string kind, string body, string field, string detail)
    {
        var id = await AddAsync();

        using var answer = await _client.PostAsync(
            Url(id, kind),
            new StringContent(body, System.Text.Encoding.UTF8, "application/json")
        );

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("field").GetString(), problem.GetProperty("detail").GetString())
            .Should()
            .Be((field, detail));
    }

    [Theory]
    [InlineData("chapters", 120)]
    [InlineData("notes", 2000)]
    public async Task A_text_has_a_maximum_length(string kind, int most)
    {
        var url = Url(await AddAsync(), kind);
        var (time, text) = kind == "chapters" ? ("startSeconds", "title") : ("atSeconds", "text");

        using var longest = await _client.PostAsJsonAsync(url, Body((time, 1), (text, new string('x', most))));
        using var tooLong = await _client.PostAsJsonAsync(url, Body((time, 1), (text, new string('x', most + 1))));

        longest.StatusCode.Should().Be(HttpStatusCode.Created);
        tooLong.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await tooLong.Content.ReadAsStringAsync()).Should().Contain($"Enter at most {most} characters.");
    }

    [Fact]
    public async Task A_video_has_a_maximum_number_of_chapters()
    {
        var id = await AddAsync(video =>
            video.Chapters = [
                .. Enumerable
                    .Range(0, VideoMark.MaxCount)
                    .Select(at => new Chapter(Guid.CreateVersion7(), at / 10.0, $"Chapter {at}")),
            ]
        );

        using var answer = await _client.PostAsJsonAsync(Url(id, "chapters"), new { startSeconds = 1, title = "More" });

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("at most 500 chapters");
    }

    [Fact]
    public async Task Marks_at_the_same_time_are_all_kept()
    {
        var url = Url(await AddAsync(), "notes");

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(at => _client.PostAsJsonAsync(url, new { atSeconds = at, text = $"Note {at}" }))
        );

        answers.Should().OnlyContain(answer => answer.StatusCode == HttpStatusCode.Created);
        (await ListAsync(url, "atSeconds", "text")).Should().HaveCount(20);
    }

    [Fact]
    public async Task Notes_are_found_with_their_moment()
    {
        var id = await AddAsync();
        await _client.PostAsJsonAsync(Url(id, "notes"), new { atSeconds = 42, text = "Uncle Karl tells of the boat" });

        var noted = await _client.GetFromJsonAsync<JsonElement>($"{StreamVaultUrls.ApiVideos}?search=has:notes");
        var found = await _client.GetFromJsonAsync<JsonElement>($"{StreamVaultUrls.ApiVideos}?search=karl%20boat");

        noted.GetProperty("total").GetInt32().Should().Be(1);
        found.GetProperty("total").GetInt32().Should().Be(1);
        found.ToString().Should().Contain("\"field\":\"note\"").And.Contain("\"seconds\":42");
    }

    [Fact]
    public async Task A_video_that_is_not_ready_hidden_or_unknown_has_no_marks()
    {
        var waiting = await _app.AddVideoAsync();
        using var early = await _client.PostAsJsonAsync(Url(waiting, "notes"), new { atSeconds = 0, text = "x" });
        early.StatusCode.Should().Be(HttpStatusCode.Conflict);

        var hidden = await AddAsync();
        await _client.PatchAsJsonAsync(StreamVaultUrls.ApiVideo(hidden), new { @private = true });
        (await _client.GetAsync(Url(hidden, "notes"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        using var secret = await _client.PostAsJsonAsync(Url(hidden, "notes"), new { atSeconds = 0, text = "x" });
        secret.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _client.GetAsync(Url(VideoId.New(DateTimeOffset.UnixEpoch), "chapters")))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);

        using var guest = _app.CreateClient();
        (await guest.GetAsync(Url(waiting, "notes"))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private Task<VideoId> AddAsync(Action<Video>? change = null) =>
        _app.AddVideoAsync(
            "Tape",
            video =>
            {
                video.Status = VideoStatus.Ready;
                video.DurationSeconds = 100;
                change?.Invoke(video);
            }
        );

    private async Task<IReadOnlyList<(double, string)>> ListAsync(string url, string time, string text) =>
        [
            .. (await _client.GetFromJsonAsync<JsonElement>(url))
                .EnumerateArray()
                .Select(mark => (mark.GetProperty(time).GetDouble(), mark.GetProperty(text).GetString()!)),
        ];

    private static string Url(VideoId id, string kind) => $"{StreamVaultUrls.ApiVideos}/{id}/{kind}";

    private static Dictionary<string, object> Body(params (string Name, object Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => field.Value);
}
