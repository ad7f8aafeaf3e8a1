using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Library;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Trash;

namespace StreamVault.Tests.Library;

/// <summary>A warning that was read can be dismissed over HTTP.</summary>
public sealed class DismissedWarningTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    private sealed record VideoJson(string? Warning, string? DismissedWarning);

    [Fact]
    public async Task A_dismissed_warning_no_longer_counts_but_can_still_be_read()
    {
        using var client = await app.SignInAsync();
        var id = await app.AddReadyAsync("Beach", video => video.Warning = "The file ends early.");
        (await CountAsync()).Should().Be(1);

        using var answer = await client.DeleteAsync(StreamVaultUrls.Warning(id));

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await client.GetFromJsonAsync<VideoJson>(StreamVaultUrls.ApiVideo(id)))
            .Should()
            .Be(new VideoJson(null, "The file ends early."));
        (await CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Dismissing_again_keeps_the_dismissed_warning()
    {
        using var client = await app.SignInAsync();
        var id = await app.AddReadyAsync("Lake", video => video.Warning = "The file ends early.");
        (await client.DeleteAsync(StreamVaultUrls.Warning(id))).EnsureSuccessStatusCode();

        (await client.DeleteAsync(StreamVaultUrls.Warning(id))).EnsureSuccessStatusCode();

        (await client.GetFromJsonAsync<VideoJson>(StreamVaultUrls.ApiVideo(id)))!
            .DismissedWarning.Should()
            .Be("The file ends early.");
    }

    [Fact]
    public async Task Rejects_a_video_that_does_not_exist()
    {
        using var client = await app.SignInAsync();

        using var answer = await client.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{Guid.NewGuid()}/warning");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private async Task<int> CountAsync() =>
        (
            await app.Services.GetRequiredService<VideoLibrary>().CountAttentionAsync(true, CancellationToken.None)
        ).WithWarnings;
}
