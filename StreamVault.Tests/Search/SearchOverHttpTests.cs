using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Search;

public sealed class SearchOverHttpTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task The_best_match_comes_first_and_the_response_says_where_a_misspelt_search_matched()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        await app.AddVideoAsync("Weihnachten");
        var spoken = await app.AddVideoAsync("Kitchen");
        await SubtitleAsync(app, spoken, (75.5, "Bald ist Weihnachten"));
        await app.AddVideoAsync("Beach");

        var found = await client.GetFromJsonAsync<JsonElement>(
            $"{StreamVaultUrls.ApiVideos}?search=weinachten&sort=relevance",
            Ct
        );

        found
            .GetProperty("items")
            .EnumerateArray()
            .Select(video => video.GetProperty("title").GetString())
            .Should()
            .Equal("Weihnachten", "Kitchen");
        var search = found.GetProperty("search");
        search.GetProperty("instead").GetString().Should().Be("weihnachten");
        var match = search.GetProperty("matches").EnumerateArray().Should().ContainSingle().Subject;
        match.GetProperty("videoId").GetString().Should().Be($"{spoken}");
        match.GetProperty("field").GetString().Should().Be("subtitle");
        match.GetProperty("text").GetString().Should().Be("Bald ist Weihnachten");
        match.GetProperty("seconds").GetDouble().Should().Be(75.5);
    }

    [Fact]
    public async Task A_list_without_a_search_has_no_matches()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        await app.AddVideoAsync("Beach");

        var found = await client.GetFromJsonAsync<JsonElement>($"{StreamVaultUrls.ApiVideos}?sort=relevance", Ct);

        found.GetProperty("total").GetInt32().Should().Be(1);
        (found.TryGetProperty("search", out var search) && search.ValueKind != JsonValueKind.Null).Should().BeFalse();
    }

    private static async Task SubtitleAsync(StreamVaultApp app, VideoId video, params (double At, string Text)[] lines)
    {
        await using var database = app
            .Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>()
            .CreateDbContext();
        await SearchIndex.SetPassagesAsync(
            database,
            video,
            PassageKind.Subtitle,
            lines.Select(line => new Passage(line.At, line.Text)),
            Ct
        );
    }
}
