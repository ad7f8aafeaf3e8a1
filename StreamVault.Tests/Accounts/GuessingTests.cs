using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Accounts;

/// <summary>Password guessing is throttled without locking the owner out.</summary>
public sealed partial class GuessingTests : IAsyncLifetime
{
    private static readonly TimeSpan _wait = TimeSpan.FromMinutes(5);
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null));
    private readonly List<HttpClient> _clients = [];
    private readonly CountingHasher _hasher = new();
    private StreamVaultApp _app = null!;

    public Task InitializeAsync()
    {
        _app = new StreamVaultApp
        {
            Clock = _clock,
            Replace = services =>
            {
                RemoteAddressOverride.Register(services);
                services.AddSingleton<IPasswordHasher<VaultUser>>(_hasher);
            },
        };
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Five_failed_attempts_lock_out_only_their_address()
    {
        using var owner = await _app.SignInAsync();

        var stranger = await GuessAsync("192.0.2.1", 6);
        var right = await TryAsync("192.0.2.1", SignedInClient.Password);
        var elsewhere = await TryAsync("192.0.2.2", SignedInClient.Password);

        stranger.Take(4).Should().AllBeEquivalentTo(HttpStatusCode.Unauthorized);
        stranger.Skip(4).Append(right).Should().AllBeEquivalentTo(HttpStatusCode.TooManyRequests);
        elsewhere.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Concurrent_attempts_are_all_counted()
    {
        using var owner = await _app.SignInAsync();

        var tries = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => TryAsync("192.0.2.1", "wrong")));

        tries.Count(status => status == HttpStatusCode.Unauthorized).Should().Be(4);
    }

    [Fact]
    public async Task Many_failed_attempts_lock_out_unknown_addresses_but_not_the_owners()
    {
        using var owner = await _app.SignInAsync();
        (await TryAsync("198.51.100.7", SignedInClient.Password)).Should().Be(HttpStatusCode.OK);

        for (var i = 1; i <= 5; i++)
        {
            await GuessAsync($"192.0.2.{i}", 4);
        }

        (await TryAsync("192.0.2.99", SignedInClient.Password)).Should().Be(HttpStatusCode.TooManyRequests);
        (await TryAsync("198.51.100.7", SignedInClient.Password)).Should().Be(HttpStatusCode.OK);
        (await owner.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Concurrent_attempts_from_many_addresses_cannot_exceed_the_limit()
    {
        using var owner = await _app.SignInAsync();
        var before = _hasher.Checks;

        var tries = await Task.WhenAll(Enumerable.Range(1, 60).Select(i => TryAsync($"192.0.2.{i}", "wrong")));

        (_hasher.Checks - before).Should().Be(20);
        tries.Should().BeSubsetOf([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests]);
    }

    [Fact]
    public async Task Changing_the_password_is_throttled_like_signing_in()
    {
        using var signedIn = await _app.SignInAsync();
        using var owner = _app.CreateClientFrom("192.0.2.1");
        await owner.SetUpAndSignInAsync();
        var before = _hasher.Checks;

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            statuses.Add(await ChangePasswordAsync(owner, "wrong", "another long one"));
        }

        (_hasher.Checks - before).Should().Be(5);
        statuses.Skip(4).Should().AllBeEquivalentTo(HttpStatusCode.TooManyRequests);
        (await ChangePasswordAsync(owner, SignedInClient.Password, "another long one"))
            .Should()
            .Be(HttpStatusCode.TooManyRequests);
        (await TryAsync("192.0.2.2", SignedInClient.Password)).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_global_lockout_ends_after_five_minutes()
    {
        using var owner = await _app.SignInAsync();
        for (var i = 1; i <= 5; i++)
        {
            await GuessAsync($"192.0.2.{i}", 4);
        }

        using var refused = await PostAsync("192.0.2.99", SignedInClient.Password);
        refused.Headers.RetryAfter!.Delta.Should().Be(_wait);
        _clock.Advance(_wait);

        (await TryAsync("192.0.2.99", SignedInClient.Password)).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_correct_password_resets_the_attempts()
    {
        using var owner = await _app.SignInAsync();
        for (var i = 0; i < 3; i++)
        {
            (await GuessAsync("192.0.2.1", 4)).Should().AllBeEquivalentTo(HttpStatusCode.Unauthorized);
            (await TryAsync("192.0.2.1", SignedInClient.Password)).Should().Be(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task The_page_says_how_long_to_wait()
    {
        using var owner = await _app.SignInAsync();
        await GuessAsync("192.0.2.1", 5);
        var client = Client("192.0.2.1");
        var page = await client.GetStringAsync(StreamVaultUrls.SignIn);

        using var answer = await client.PostAsync(
            StreamVaultUrls.SignIn,
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["_handler"] = "sign-in",
                    ["__RequestVerificationToken"] = AntiforgeryToken().Match(page).Groups["token"].Value,
                    ["Form.Username"] = SignedInClient.Username,
                    ["Form.Password"] = SignedInClient.Password,
                }
            )
        );

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.Should().Be(_wait);
        (await answer.Content.ReadAsStringAsync())
            .Should()
            .Contain("Too many failed attempts. Wait 5 minutes, then try again.");
    }

    private static async Task<HttpStatusCode> ChangePasswordAsync(HttpClient client, string current, string wanted)
    {
        var page = await client.GetStringAsync(StreamVaultUrls.Account);
        using var answer = await client.PostAsync(
            StreamVaultUrls.Account,
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["_handler"] = "password",
                    ["__RequestVerificationToken"] = AntiforgeryToken().Match(page).Groups["token"].Value,
                    ["Form.Current"] = current,
                    ["Form.Wanted"] = wanted,
                    ["Form.Repeated"] = wanted,
                }
            )
        );
        return answer.StatusCode;
    }

    private async Task<List<HttpStatusCode>> GuessAsync(string address, int times)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            statuses.Add(await TryAsync(address, "wrong"));
        }

        return statuses;
    }

    private async Task<HttpStatusCode> TryAsync(string address, string password)
    {
        using var answer = await PostAsync(address, password);
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> PostAsync(string address, string password) =>
        Client(address).PostAsJsonAsync(StreamVaultUrls.ApiLogin, new { username = SignedInClient.Username, password });

    private HttpClient Client(string address)
    {
        var client = _app.CreateClientFrom(address);
        lock (_clients)
        {
            _clients.Add(client);
        }

        return client;
    }

    // Counts the checks by the real password hasher, with a tenth of its iterations.
    private sealed class CountingHasher()
        : PasswordHasher<VaultUser>(Options.Create(new PasswordHasherOptions { IterationCount = 10_000 }))
    {
        private int _checks;

        public int Checks => Volatile.Read(ref _checks);

        public override PasswordVerificationResult VerifyHashedPassword(
            VaultUser user,
            string hashedPassword,
            string providedPassword
        )
        {
            Interlocked.Increment(ref _checks);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
