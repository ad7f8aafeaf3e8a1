using System.Net;
using System.Net.Http.Json;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Similarity;

public sealed class SimilarityOverHttpTests
{
    private sealed record VideoJson(Guid Id, string Title);

    private sealed record PairJson(
        Guid FirstId,
        Guid SecondId,
        VideoJson First,
        VideoJson Second,
        string? Better,
        string Reason
    );

    [Fact]
    public async Task Lists_pairs_and_names_the_better_video()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (first, second) = await SimilarVault.AddPairAsync(app.Services);

        var pairs = await client.GetFromJsonAsync<PairJson[]>(StreamVaultUrls.ApiSimilar);

        pairs
            .Should()
            .Equal(
                new PairJson(
                    first.Value,
                    second.Value,
                    new VideoJson(first.Value, "Beach"),
                    new VideoJson(second.Value, "WhatsApp video"),
                    "first",
                    "It is sharper."
                )
            );
    }

    [Theory]
    [InlineData("separate", SimilarVideosState.Separate)]
    [InlineData("linked", SimilarVideosState.Linked)]
    [InlineData("keepFirst", SimilarVideosState.Suggested)]
    [InlineData("keepSecond", SimilarVideosState.Suggested)]
    public async Task Carries_out_a_decision(string decision, SimilarVideosState state)
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (first, second) = await SimilarVault.AddPairAsync(app.Services);

        using var answer = await DecideAsync(client, first, second, decision);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await SimilarVault.StateAsync(app.Services)).Should().Be(state);
        (await client.GetFromJsonAsync<PairJson[]>(StreamVaultUrls.ApiSimilar)).Should().BeEmpty();
    }

    [Fact]
    public async Task Rejects_an_unknown_decision()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (first, second) = await SimilarVault.AddPairAsync(app.Services);

        using var answer = await DecideAsync(client, first, second, "merge");

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("decision must be");
    }

    [Fact]
    public async Task Answers_404_for_videos_that_are_not_a_pair()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (first, _) = await SimilarVault.AddPairAsync(app.Services);

        using var answer = await DecideAsync(client, first, first, "linked");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Frames_of_videos_that_were_not_compared_are_not_found()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (first, second) = await SimilarVault.AddPairAsync(app.Services);

        using var answer = await client.GetAsync(StreamVaultUrls.SimilarFrames(first, second));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rejects_strangers()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        using var answer = await client.GetAsync(StreamVaultUrls.ApiSimilar);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static Task<HttpResponseMessage> DecideAsync(
        HttpClient client,
        VideoId first,
        VideoId second,
        string decision
    ) => client.PostAsJsonAsync(StreamVaultUrls.ApiSimilarPair(first, second), new { decision });
}
