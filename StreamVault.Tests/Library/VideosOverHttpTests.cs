using System.Net;
using System.Net.Http.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Library;

public sealed class VideosOverHttpTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Finds_videos_by_words_of_their_titles_in_any_case_and_script()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        await UploadAsync(client, "Ömas 80. Geburtstag", "Birthday in the garden", "ДЕНЬ рождения", "100% fun_ny");

        (await TitlesAsync(client, "search=birthday")).Should().Equal("Birthday in the garden");
        (await TitlesAsync(client, "search=GARDEN%20birth")).Should().Equal("Birthday in the garden");
        (await TitlesAsync(client, "search=ömas")).Should().Equal("Ömas 80. Geburtstag");
        (await TitlesAsync(client, "search=день")).Should().Equal("ДЕНЬ рождения");
        (await TitlesAsync(client, "search=%25")).Should().Equal("100% fun_ny");
        (await TitlesAsync(client, "search=christmas")).Should().BeEmpty();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Only_the_first_20_words_of_a_search_count()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        const string Title = "Birthday in the garden";
        await UploadAsync(client, Title);
        string[] words = [.. Beginnings("birthday"), .. Beginnings("garden"), "in", "the", "ar", "rd", "en", "den"];
        words.Should().HaveCount(20);

        var search = string.Join("%20", words.Concat(Enumerable.Range(0, 1_000).Select(n => $"x{n}")));

        (await TitlesAsync(client, $"search={search}")).Should().Equal(Title);

        static IEnumerable<string> Beginnings(string word) => Enumerable.Range(1, word.Length).Select(n => word[..n]);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Sorts_filters_and_pages()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        await UploadAsync(client, "b", "c", "a");

        (await TitlesAsync(client, "sort=title")).Should().Equal("a", "b", "c");
        (await TitlesAsync(client, "sort=-title")).Should().Equal("c", "b", "a");
        (await TitlesAsync(client, "sort=createdAt")).Should().Equal("b", "c", "a");
        (await TitlesAsync(client, "")).Should().Equal("a", "c", "b");
        (await TitlesAsync(client, "sort=title&page=2&pageSize=2")).Should().Equal("c");
        (await TitlesAsync(client, "status=pending&sort=title")).Should().Equal("a", "b", "c");
        (await TitlesAsync(client, "status=ready")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("sort=colour")]
    [InlineData("status=lost")]
    [InlineData("status=7")]
    [InlineData("page=0")]
    [InlineData("pageSize=100000")]
    [InlineData("page=2147483647&pageSize=200")]
    public async Task Rejects_an_invalid_query(string query)
    {
        using var client = await app.SignInAsync();

        using var answer = await client.GetAsync($"{StreamVaultUrls.ApiVideos}?{query}");

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Changes_only_the_given_properties()
    {
        using var client = await app.SignInAsync();
        var id = (await UploadAsync(client, "Old"))[0];

        await DescribeAsync(client, id, new { description = "By the lake" });
        await DescribeAsync(client, id, new { title = "New" });

        var video = await client.VideoAsync(id);
        video.Title.Should().Be("New");
        video.Description.Should().Be("By the lake");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\u0000b")]
    [InlineData("line\nbreak")]
    public async Task Rejects_an_invalid_title(string title)
    {
        using var client = await app.SignInAsync();
        var id = (await UploadAsync(client, "Old"))[0];

        (await DescribeAsync(client, id, new { title })).Should().Be(HttpStatusCode.BadRequest);
        (await DescribeAsync(client, id, new { title = new string('x', 201) })).Should().Be(HttpStatusCode.BadRequest);
        (await client.VideoAsync(id)).Title.Should().Be("Old");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Deleting_leaves_no_row_and_no_file()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var id = (await UploadAsync(client, "Old"))[0];
        await client.MakeTokenAsync(id);

        using var deleted = await client.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{id}");
        using var again = await client.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{id}");

        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent);
        again.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.JobsAsync()).Should().BeEmpty();
        (await client.GetFromJsonAsync<TokenJson[]>(StreamVaultUrls.ApiTokens)).Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(app.DataPath, $"*{id}*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    private static async Task<Guid[]> UploadAsync(HttpClient client, params string[] titles)
    {
        var ids = new List<Guid>();
        foreach (var title in titles)
        {
            ids.Add((await client.UploadAsync(await Clips.SmallAsync(), title)).Id);
        }

        return [.. ids];
    }

    private static async Task<IEnumerable<string>> TitlesAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<VideoListJson>($"{StreamVaultUrls.ApiVideos}?{query}"))!.Items.Select(video =>
            video.Title
        );

    private static async Task<HttpStatusCode> DescribeAsync(HttpClient client, Guid id, object change)
    {
        using var answer = await client.PatchAsJsonAsync($"{StreamVaultUrls.ApiVideos}/{id}", change);
        return answer.StatusCode;
    }
}
