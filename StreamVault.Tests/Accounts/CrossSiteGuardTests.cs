using System.Net;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Accounts;

public sealed class CrossSiteGuardTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:8080")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Rejects_requests_from_another_site(string header, string value)
    {
        using var client = await app.SignInAsync();
        client.DefaultRequestHeaders.Add(header, value);

        (await client.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await client.PostAsync(StreamVaultUrls.ApiLogout, null)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task Accepts_requests_from_its_own_pages_and_from_clients_other_than_browsers(
        string? header,
        string? value
    )
    {
        using var client = await app.SignInAsync();
        if (header is not null)
        {
            client.DefaultRequestHeaders.Add(header, value);
        }

        (await client.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_does_not_give_another_site_access_to_the_session()
    {
        using var client = await app.SignInAsync();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await client.GetAsync(StreamVaultUrls.ApiVideos + "?token=anything");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
