using System.Net;
using System.Net.Http.Json;
using StreamVault.Core.Entities;
using StreamVault.Tests.Accounts;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Trash;

namespace StreamVault.Tests.Tokens;

/// <summary>Tokens of videos that a session doesn't show.</summary>
public sealed class HiddenVideoTokenTests
{
    [Fact]
    public async Task A_locked_session_cannot_revoke_a_token_of_a_private_video()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        using var player = app.CreateClient();
        var (_, token) = await AddPrivateAsync(app, client);

        var bySecret = await DeleteAsync(client, StreamVaultUrls.ApiToken(token.Token));
        var byId = await DeleteAsync(client, StreamVaultUrls.ApiToken($"{token.Id:D}"));
        using var played = await player.GetAsync(token.Url);
        await client.UnlockPrivateAsync();
        var unlocked = await DeleteAsync(client, StreamVaultUrls.ApiToken($"{token.Id:D}"));

        (bySecret, byId).Should().Be((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        played.StatusCode.Should().Be(HttpStatusCode.OK);
        unlocked.Should().Be(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData(null)]
    public async Task A_token_in_the_address_does_not_show_a_private_video_to_a_locked_session(string? secret)
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (id, token) = await AddPrivateAsync(app, client);
        var address = StreamVaultUrls.WithToken(StreamVaultUrls.ApiVideo(id), secret ?? token.Token);

        using var read = await client.GetAsync(address);
        using var changed = await client.PatchAsJsonAsync(address, new { title = "Changed" });
        using var trashed = await client.PostAsync(address.Replace("?", "/trash?", StringComparison.Ordinal), null);

        read.StatusCode.Should().Be(HttpStatusCode.NotFound);
        changed.StatusCode.Should().Be(HttpStatusCode.NotFound);
        trashed.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<(VideoId Video, TokenJson Token)> AddPrivateAsync(StreamVaultApp app, HttpClient client)
    {
        var id = await app.AddReadyAsync("Rehearsal", video => video.IsPrivate = true);
        await client.UnlockPrivateAsync();
        var token = await client.MakeTokenAsync(id.Value);
        await client.LockPrivateAsync();
        return (id, token);
    }

    private static async Task<HttpStatusCode> DeleteAsync(HttpClient client, string address)
    {
        using var answer = await client.DeleteAsync(address);
        return answer.StatusCode;
    }
}
