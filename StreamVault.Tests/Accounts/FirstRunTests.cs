using System.Net;
using System.Net.Http.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Accounts;

public sealed class FirstRunTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    private static readonly object _account = new { username = "anna", password = "correct horse" };

    [Fact]
    public async Task Creates_the_account_once_and_then_returns_409()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        using var first = await client.PostAsJsonAsync(StreamVaultUrls.ApiSetup, _account);
        using var second = await client.PostAsJsonAsync(StreamVaultUrls.ApiSetup, _account);
        using var page = await client.GetAsync(StreamVaultUrls.Setup);

        first.StatusCode.Should().Be(HttpStatusCode.Created);
        second.StatusCode.Should().Be(HttpStatusCode.Conflict);
        page.StatusCode.Should().Be(HttpStatusCode.Conflict);
        app.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Concurrent_setup_requests_create_only_one_account()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    client.PostAsJsonAsync(
                        StreamVaultUrls.ApiSetup,
                        new { username = $"anna{n}", password = "correct horse" }
                    )
                )
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).Should().Be(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).Should().Be(7);
    }

    [Fact]
    public async Task Another_computer_needs_the_setup_code_from_the_log()
    {
        await using var app = new StreamVaultApp { Caller = IPAddress.Parse("192.0.2.7") };
        using var client = app.CreateClient();

        using var without = await client.PostAsJsonAsync(StreamVaultUrls.ApiSetup, _account);
        using var wrong = await client.PostAsJsonAsync(StreamVaultUrls.ApiSetup, With("AAAA-BBBB-CCCC"));
        using var right = await client.PostAsJsonAsync(StreamVaultUrls.ApiSetup, With(CodeInLog(app)));

        without.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        wrong.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        right.StatusCode.Should().Be(HttpStatusCode.Created);
        (await without.Content.ReadAsStringAsync()).Should().Contain("enter the setup code");
        (await wrong.Content.ReadAsStringAsync()).Should().Contain("The setup code is wrong.");

        static object With(string code) =>
            new
            {
                username = "anna",
                password = "correct horse",
                setupCode = code,
            };
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("192.0.2.7", false)]
    public async Task Setup_shows_the_data_folder_only_on_this_computer(string caller, bool isShown)
    {
        await using var app = new StreamVaultApp { Caller = IPAddress.Parse(caller) };
        using var client = app.CreateClient();

        var page = await client.GetStringAsync(StreamVaultUrls.Setup);

        page.Contains(app.DataPath).Should().Be(isShown);
        page.Contains("Where your videos are stored").Should().Be(isShown);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Host", "vault.example")]
    public async Task A_request_that_only_looks_local_needs_the_setup_code(string header, string value)
    {
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        using var answer = await client.PostAsJsonAsync(StreamVaultUrls.ApiSetup, _account);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("", "correct horse")]
    [InlineData("anna", "short")]
    [InlineData("an\u0000na", "correct horse")]
    public async Task Rejects_an_invalid_username_or_password(string username, string password)
    {
        using var client = app.CreateClient();

        using var answer = await client.PostAsJsonAsync(StreamVaultUrls.ApiSetup, new { username, password });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("detail");
    }

    private static string CodeInLog(StreamVaultApp app)
    {
        var line = app.Logs.Lines.Single(line => line.Message.Contains("setup code", StringComparison.Ordinal));
        return line.Message[^14..];
    }
}
