using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Tokens;

public sealed class DefaultLifetimeTests
{
    private static readonly DateTimeOffset _now = DateTimeOffset.Parse("2100-05-01T12:00:00Z", null);

    [Theory]
    [InlineData(null, "{}", null)]
    [InlineData("3.00:00:00", "{}", "2100-05-04T12:00:00Z")]
    [InlineData("3.00:00:00", """{"neverExpires": true}""", null)]
    [InlineData("3.00:00:00", """{"expiresInHours": 1}""", "2100-05-01T13:00:00Z")]
    [InlineData("3.00:00:00", """{"expiresAt": "2101-01-01T00:00:00Z"}""", "2101-01-01T00:00:00Z")]
    public async Task A_link_expires_as_requested_or_else_as_configured(string? setting, string body, string? end)
    {
        await using var app = new StreamVaultApp { Clock = new FakeTimeProvider(_now) };
        if (setting is not null)
        {
            app.Settings["StreamVault:Tokens:DefaultLifetime"] = setting;
        }

        using var client = await app.SignInAsync();
        var video = await StoredVideo.LayAsync(app);

        using var answer = await client.PostAsync(
            $"{StreamVaultUrls.ApiVideo(video.Id)}/tokens",
            new StringContent(body, null, "application/json")
        );

        var made = await answer.Content.ReadFromJsonAsync<EndJson>();
        made!.ExpiresAt.Should().Be(end is null ? null : DateTimeOffset.Parse(end, null));
    }

    private sealed record EndJson(DateTimeOffset? ExpiresAt);
}
