using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Playback;

public sealed class PlaybackOverHttpTests : IAsyncLifetime
{
    // It stands still: the server's timers make it slow to advance. Reports have ages instead.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2036, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private StreamVaultApp _app = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = new StreamVaultApp { Clock = _clock };
        _client = await _app.SignInAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_position_is_kept_until_the_end_is_reached()
    {
        var id = await AddAsync("Beach", 100);
        (await StateAsync(id)).Should().Be(new State(0, false, 0));

        (await SaveAsync(id, new { positionSeconds = 42.5, ageSeconds = 60 })).Should().Be(HttpStatusCode.NoContent);
        (await StateAsync(id)).Should().Be(new State(42.5, false, 1));
        await SaveAsync(id, new { positionSeconds = 60, ageSeconds = 40 });
        (await StateAsync(id)).Should().Be(new State(60, false, 1), "it is still the same play");

        await SaveAsync(id, new { positionSeconds = 96 });

        (await StateAsync(id)).Should().Be(new State(0, true, 1), "the last 5 % are not worth coming back for");
        (await _client.GetFromJsonAsync<JsonElement>($"{StreamVaultUrls.ApiVideos}?search=is:watched"))
            .GetProperty("total")
            .GetInt32()
            .Should()
            .Be(1);
    }

    [Fact]
    public async Task A_long_tape_is_watched_only_in_its_last_minute()
    {
        var id = await AddAsync("Tape", 7_200);

        await SaveAsync(id, new { positionSeconds = 7_139, ageSeconds = 10 });
        (await StateAsync(id)).Watched.Should().BeFalse();
        await SaveAsync(id, new { positionSeconds = 7_140 });

        (await StateAsync(id)).Watched.Should().BeTrue();
    }

    [Fact]
    public async Task An_older_position_from_a_device_without_a_connection_does_not_replace_a_newer_one()
    {
        var id = await AddAsync("Beach", 100);
        await SaveAsync(id, new { positionSeconds = 50, ageSeconds = 3_600 });

        (await SaveAsync(id, new { positionSeconds = 20, ageSeconds = 3_700 })).Should().Be(HttpStatusCode.NoContent);
        (await StateAsync(id)).PositionSeconds.Should().Be(50);
        await SaveAsync(id, new { positionSeconds = 70, ageSeconds = 3_500 });

        (await StateAsync(id)).PositionSeconds.Should().Be(70);
    }

    [Fact]
    public async Task Position_0_starts_over_and_is_no_play()
    {
        var id = await AddAsync("Beach", 100);
        await SaveAsync(id, new { positionSeconds = 50, ageSeconds = 3_600 });

        await SaveAsync(id, new { positionSeconds = 0 });

        (await StateAsync(id)).Should().Be(new State(0, false, 1));
    }

    [Theory]
    [InlineData("{}", "positionSeconds", "positionSeconds is missing.")]
    [InlineData("""{"positionSeconds":-1}""", "positionSeconds", "positionSeconds must not be negative.")]
    [InlineData(
        """{"positionSeconds":101.1}""",
        "positionSeconds",
        "positionSeconds must not be after the end of the video."
    )]
    [InlineData("""{"positionSeconds":1,"playedSeconds":-1}""", "playedSeconds", "playedSeconds must not be negative.")]
    [InlineData("""{"positionSeconds":1,"ageSeconds":1e300}""", "ageSeconds", "ageSeconds must be at most 31536000.")]
    [InlineData("""{"positionSeconds":"NaN"}""", "positionSeconds", "positionSeconds must be a number.")]
    [InlineData("""{"positionSeconds":1,"playedSeconds":"NaN"}""", "playedSeconds", "playedSeconds must be a number.")]
    [InlineData("""{"positionSeconds":1,"ageSeconds":"NaN"}""", "ageSeconds", "ageSeconds must be a number.")]
    public async Task An_invalid_position_is_refused_in_words(string body, string field, string detail)
    {
        var id = await AddAsync("Beach", 100);

        using var answer = await _client.PutAsync(
            StreamVaultUrls.Position(id),
            new StringContent(body, System.Text.Encoding.UTF8, "application/json")
        );

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("field").GetString(), problem.GetProperty("detail").GetString())
            .Should()
            .Be((field, detail));
        (await StateAsync(id)).PositionSeconds.Should().Be(0);
    }

    [Fact]
    public async Task Only_a_ready_video_of_the_owner_has_a_position()
    {
        var waiting = await _app.AddVideoAsync("Waiting");
        var id = await AddAsync("Beach", 100);
        var token = await _client.MakeTokenAsync(id.Value);
        using var guest = _app.CreateClient();

        (await SaveAsync(waiting, new { positionSeconds = 1 })).Should().Be(HttpStatusCode.Conflict);
        (await SaveAsync(VideoId.New(_clock.GetUtcNow()), new { positionSeconds = 1 }))
            .Should()
            .Be(HttpStatusCode.NotFound);
        using var refused = await guest.PutAsJsonAsync(
            StreamVaultUrls.WithToken(StreamVaultUrls.Position(id), token.Token),
            new { positionSeconds = 50 }
        );

        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await StateAsync(id)).Should().Be(new State(0, false, 0), "a guest never changes the owner's position");
    }

    [Fact]
    public async Task A_watched_mark_can_be_set_and_removed()
    {
        var id = await AddAsync("Beach", 100);
        await SaveAsync(id, new { positionSeconds = 50 });

        await PatchAsync(id, new { watched = true });
        (await StateAsync(id)).Should().Be(new State(0, true, 1));
        await PatchAsync(id, new { title = "Beach again" });
        (await StateAsync(id)).Watched.Should().BeTrue();
        await PatchAsync(id, new { watched = false });

        (await StateAsync(id)).Watched.Should().BeFalse();
    }

    [Fact]
    public async Task A_video_that_is_watched_again_can_be_marked_as_watched_again()
    {
        var id = await AddAsync("Beach", 100);
        await PatchAsync(id, new { watched = true });
        await SaveAsync(id, new { positionSeconds = 50 });
        (await StateAsync(id)).Should().Be(new State(50, true, 1));

        using var answer = await _client.PostAsJsonAsync(
            StreamVaultUrls.ApiBulkEdit,
            new { ids = (Guid[])[id.Value], favourite = false }
        );
        (await StateAsync(id)).PositionSeconds.Should().Be(50, "the edit does not concern it");
        await PatchAsync(id, new { watched = true });

        (await StateAsync(id)).Should().Be(new State(0, true, 1));
    }

    [Fact]
    public async Task The_history_lists_plays_and_can_be_switched_off_and_cleared()
    {
        var (beach, garden) = (await AddAsync("Beach", 100), await AddAsync("Garden", 100));
        await SaveAsync(
            beach,
            new
            {
                positionSeconds = 30,
                playedSeconds = 30,
                ageSeconds = 20_020,
            }
        );
        await SaveAsync(
            beach,
            new
            {
                positionSeconds = 100,
                playedSeconds = 20,
                ageSeconds = 20_000,
            }
        );
        await SaveAsync(
            garden,
            new
            {
                positionSeconds = 10,
                playedSeconds = 10,
                ageSeconds = 10_000,
            }
        );
        await SaveAsync(
            beach,
            new
            {
                positionSeconds = 5,
                playedSeconds = 5,
                ageSeconds = 5_000,
            }
        );

        var history = await HistoryAsync();
        history.Enabled.Should().BeTrue();
        history
            .Items.Select(play => (play.Title, play.PlayedSeconds, play.PositionSeconds, play.Complete))
            .Should()
            .Equal(("Beach", 5, 5, false), ("Garden", 10, 10, false), ("Beach", 50, 100, true));
        history.Items[2].StartedAt.Should().Be(_clock.GetUtcNow().AddSeconds(-20_050), "it had played for 30 seconds");
        (await _client.GetStringAsync(StreamVaultUrls.ApiStatistics))
            .Should()
            .Be(
                $$"""{"all":{"plays":3,"videos":2,"seconds":65},"thisYear":{"plays":3,"videos":2,"seconds":65},"mostPlayed":[{"videoId":"{{beach}}","title":"Beach","plays":2,"seconds":55},{"videoId":"{{garden}}","title":"Garden","plays":1,"seconds":10}]}"""
            );

        using var off = await _client.PutAsJsonAsync(StreamVaultUrls.ApiHistory, new { enabled = false });
        off.StatusCode.Should().Be(HttpStatusCode.NoContent);
        await SaveAsync(garden, new { positionSeconds = 20, playedSeconds = 10 });
        (await HistoryAsync()).Should().Match<HistoryJson>(now => !now.Enabled && now.Total == 3);
        (await StateAsync(garden)).Should().Be(new State(20, false, 1), "videos continue without a history, too");

        using var cleared = await _client.DeleteAsync(StreamVaultUrls.ApiHistory);
        cleared.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await HistoryAsync()).Total.Should().Be(0);
        (await StateAsync(beach)).Should().Be(new State(5, true, 0));
    }

    [Fact]
    public async Task The_statistics_of_this_year_begin_at_New_Year()
    {
        var id = await AddAsync("Beach", 100);
        await using (
            var database = await _app
                .Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>()
                .CreateDbContextAsync()
        )
        {
            var lastYear = new DateTimeOffset(
                TimeProvider.System.GetLocalNow().Year - 1,
                12,
                1,
                0,
                0,
                0,
                TimeSpan.Zero
            );
            database.Plays.Add(
                new Play
                {
                    VideoId = id,
                    StartedAt = lastYear,
                    LastAt = lastYear,
                    PlayedSeconds = 10,
                }
            );
            await database.SaveChangesAsync();
        }

        await SaveAsync(id, new { positionSeconds = 40, playedSeconds = 30 });

        var statistics = await _client.GetFromJsonAsync<JsonElement>(StreamVaultUrls.ApiStatistics);

        statistics.GetProperty("all").GetProperty("seconds").GetDouble().Should().Be(40);
        statistics.GetProperty("thisYear").GetProperty("seconds").GetDouble().Should().Be(30);
    }

    [Fact]
    public async Task Private_and_trashed_videos_are_not_in_the_history()
    {
        var (secret, trashed) = (await AddAsync("Secret", 100), await AddAsync("Trashed", 100));
        await SaveAsync(secret, new { positionSeconds = 10 });
        await SaveAsync(trashed, new { positionSeconds = 10 });
        (await HistoryAsync()).Total.Should().Be(2);

        await PatchAsync(secret, new { @private = true });
        using var moved = await _client.PostAsync($"{StreamVaultUrls.ApiVideo(trashed)}/trash", null);

        (await HistoryAsync()).Total.Should().Be(0);
        (await _client.GetStringAsync(StreamVaultUrls.ApiStatistics)).Should().NotContain("Secret");
    }

    private sealed record State(double PositionSeconds, bool Watched, int PlayCount);

    private sealed record PlayJson(
        string Title,
        DateTimeOffset StartedAt,
        double PlayedSeconds,
        double PositionSeconds,
        bool Complete
    );

    private sealed record HistoryJson(bool Enabled, PlayJson[] Items, int Total);

    private Task<VideoId> AddAsync(string title, double seconds) =>
        _app.AddVideoAsync(title, video => (video.Status, video.DurationSeconds) = (VideoStatus.Ready, seconds));

    private async Task<HttpStatusCode> SaveAsync(VideoId id, object position)
    {
        using var answer = await _client.PutAsJsonAsync(StreamVaultUrls.Position(id), position);
        return answer.StatusCode;
    }

    private async Task PatchAsync(VideoId id, object changes)
    {
        using var answer = await _client.PatchAsJsonAsync(StreamVaultUrls.ApiVideo(id), changes);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private async Task<State> StateAsync(VideoId id) =>
        (await _client.GetFromJsonAsync<State>(StreamVaultUrls.ApiVideo(id)))!;

    private async Task<HistoryJson> HistoryAsync() =>
        (await _client.GetFromJsonAsync<HistoryJson>(StreamVaultUrls.ApiHistory))!;
}
