using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Accounts;

public sealed class SignInTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    [Fact]
    public async Task The_session_cookie_is_HttpOnly_and_SameSite()
    {
        using var client = await app.SignInAsync();

        using var answer = await LogInAsync(client, SignedInClient.Username, SignedInClient.Password);

        var cookie = answer.Headers.GetValues("Set-Cookie").Should().ContainSingle().Subject;
        cookie.Should().Contain("httponly").And.Contain("samesite=lax");
    }

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_get_the_same_answer()
    {
        using var client = await app.SignInAsync();

        using var wrongName = await LogInAsync(client, "nobody", SignedInClient.Password);
        using var wrongPassword = await LogInAsync(client, SignedInClient.Username, "wrong");

        wrongName.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        wrongPassword.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await DetailAsync(wrongName)).Should().Be(await DetailAsync(wrongPassword));
    }

    [Theory]
    [InlineData(SignedInClient.Username)]
    [InlineData("nobody")]
    public async Task Five_failed_attempts_lock_the_account_for_five_minutes_with_an_explanation(string username)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-05-01T12:00:00Z", null));
        await using var app = new StreamVaultApp { Clock = clock };
        using var client = await app.SignInAsync();
        for (var i = 0; i < 4; i++)
        {
            (await LogInAsync(client, username, "wrong")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        using var fifth = await LogInAsync(client, username, "wrong");
        using var rightButLocked = await LogInAsync(client, SignedInClient.Username, SignedInClient.Password);
        clock.Advance(TimeSpan.FromMinutes(5));
        using var afterTheWait = await LogInAsync(client, SignedInClient.Username, SignedInClient.Password);

        fifth.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        rightButLocked.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        rightButLocked.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(5));
        (await DetailAsync(rightButLocked)).Should().Be("Too many failed attempts. Wait 5 minutes, then try again.");
        afterTheWait.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_API_returns_401_with_problem_details_and_never_redirects()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        foreach (var url in (string[])[StreamVaultUrls.ApiVideos, StreamVaultUrls.ApiJobs, StreamVaultUrls.ApiTokens])
        {
            using var answer = await client.GetAsync(url);

            answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
            answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        }
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var client = await app.SignInAsync();

        using var signOut = await client.PostAsync(StreamVaultUrls.ApiLogout, null);
        using var after = await client.GetAsync(StreamVaultUrls.ApiVideos);

        signOut.StatusCode.Should().Be(HttpStatusCode.NoContent);
        after.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_idle_session_ends_and_an_active_one_continues()
    {
        // In the future; otherwise, the client would drop the cookie first.
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null));
        await using var app = new StreamVaultApp
        {
            Clock = clock,
            Settings = { ["StreamVault:Session:IdleTimeout"] = "00:20:00" },
        };
        using var client = await app.SignInAsync();

        for (var i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(15));
            (await client.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.OK);
        }

        clock.Advance(TimeSpan.FromMinutes(21));
        (await client.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static Task<HttpResponseMessage> LogInAsync(HttpClient client, string username, string password) =>
        client.PostAsJsonAsync(StreamVaultUrls.ApiLogin, new { username, password });

    private static async Task<string?> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<ProblemJson>())?.Detail;
}
