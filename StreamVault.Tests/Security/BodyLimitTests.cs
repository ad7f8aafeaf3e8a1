using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Security;

/// <summary>Request bodies over a real connection; the in-memory server has no limits.</summary>
public sealed class BodyLimitTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new();
    private Uri _address = null!;

    public Task InitializeAsync()
    {
        _address = _app.OnLoopback();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _app.Logs.AssertNoErrorsLogged();
    }

    [Theory]
    [InlineData(StreamVaultUrls.ApiLogin, "application/json")]
    [InlineData(StreamVaultUrls.ApiSetup, "application/json")]
    [InlineData(StreamVaultUrls.ApiLogout, "application/json")]
    [InlineData(StreamVaultUrls.ApiTokens, "application/json")]
    [InlineData(StreamVaultUrls.SignIn, "application/x-www-form-urlencoded")]
    [InlineData(StreamVaultUrls.Setup, "application/x-www-form-urlencoded")]
    [InlineData(StreamVaultUrls.Account, "application/x-www-form-urlencoded")]
    [InlineData("/_blazor/negotiate", "application/json")]
    public async Task Rejects_a_large_body_before_reading_it(string path, string type)
    {
        var answer = await AnswerWithoutBodyAsync(path, type, 29_000_000, "\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 413 ");
    }

    [Fact]
    public async Task Rejects_a_large_body_of_unknown_length()
    {
        using var client = _app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, StreamVaultUrls.ApiLogin);
        var json = $$"""{"username":"{{new string('x', 100_000)}}","password":"x"}""";
        request.Content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        request.Headers.TransferEncodingChunked = true;

        using var answer = await client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Accepts_the_longest_password_and_the_longest_description()
    {
        using var owner = await _app.SignInOverAsync(new HttpClientHandler());

        // JSON writes each of these letters as six bytes.
        using var login = await owner.PostAsJsonAsync(
            StreamVaultUrls.ApiLogin,
            new { username = new string('é', 64), password = new string('é', 1_000) }
        );
        using var described = await owner.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{Guid.NewGuid()}",
            new { title = new string('é', 200), description = new string('é', 5_000) }
        );

        login.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        described.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(StreamVaultUrls.ApiLogin, "application/json")]
    [InlineData(StreamVaultUrls.SignIn, "application/x-www-form-urlencoded")]
    public async Task Answers_a_throttled_sign_in_before_reading_its_body(string path, string type)
    {
        using var owner = await _app.SignInOverAsync(new HttpClientHandler());
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await owner.PostAsJsonAsync(
                StreamVaultUrls.ApiLogin,
                new { username = SignedInClient.Username, password = "wrong" }
            );
        }

        var answer = await AnswerWithoutBodyAsync(path, type, 100, "Too many failed attempts. Wait 5 minutes");

        answer.Should().StartWith("HTTP/1.1 429 ").And.Contain("Retry-After: ");
    }

    // Announces a body that is never sent: a response shows that the server didn't wait for it.
    private async Task<string> AnswerWithoutBodyAsync(string path, string type, int length, string until)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(_address.Host, _address.Port);
        await using var stream = connection.GetStream();
        var head =
            $"POST {path} HTTP/1.1\r\nHost: {_address.Authority}\r\n"
            + $"Content-Type: {type}\r\nContent-Length: {length}\r\n\r\n";
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(head));
        using var late = new CancellationTokenSource(Until.Soon);
        var buffer = new byte[65536];
        var answer = "";
        while (
            !answer.Contains(until, StringComparison.Ordinal)
            && await stream.ReadAsync(buffer, late.Token) is > 0 and var bytes
        )
        {
            answer += System.Text.Encoding.UTF8.GetString(buffer, 0, bytes);
        }

        return answer;
    }
}
