using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Background;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Background;

public sealed class BackgroundOverHttpTests
{
    private sealed record KindJson(string Kind, string Name, int Waiting, int Failed);

    private sealed record StateJson(bool Paused, string? Waiting, KindJson[] Kinds);

    [Fact]
    public async Task Shows_and_pauses_background_tasks()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await StoredVideo.LayAsync(app);

        using var paused = await client.PutAsJsonAsync(StreamVaultUrls.ApiBackground, new { paused = true });
        await app
            .Services.GetRequiredService<BackgroundQueue>()
            .EnqueueAsync("unknown", video.Id, CancellationToken.None);

        paused.StatusCode.Should().Be(HttpStatusCode.OK, await paused.Content.ReadAsStringAsync());
        var state = await client.GetFromJsonAsync<StateJson>(StreamVaultUrls.ApiBackground);
        (state!.Paused, state.Waiting).Should().Be((true, "paused"));
        state.Kinds.Should().ContainSingle(kind => kind.Kind == "unknown" && kind.Waiting == 1);
        using var retried = await client.PostAsync($"{StreamVaultUrls.ApiBackground}/unknown/{video.Id}/retry", null);
        retried.StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Rejects_strangers()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        using var answer = await client.GetAsync(StreamVaultUrls.ApiBackground);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
