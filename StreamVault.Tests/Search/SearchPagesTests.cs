using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Search;

public sealed class SearchPagesTests : PageFixture
{
    [Fact]
    public async Task A_result_links_to_the_moment_and_marks_the_words()
    {
        var video = await AddVideoAsync("Die Straße", VideoStatus.Ready);
        await SubtitleAsync(video, (75.5, "Mitten auf der Straße"));

        var page = Open("strasse");

        page.Find("h3 mark").TextContent.Should().Be("Straße");
        page.Find(".matches a")
            .GetAttribute("href")
            .Should()
            .EndWith($"/videos/{video.Id}?t=75.5&from=library&q=strasse");
        page.Find(".matches mark").TextContent.Should().Be("Straße");
    }

    [Fact]
    public async Task A_misspelt_search_says_what_was_searched_instead()
    {
        await AddVideoAsync("Weihnachten", VideoStatus.Ready);

        var page = Open("weinachten");

        page.Find(".instead").TextContent.Should().Be("Showing results for weihnachten");
        page.FindAll("article").Should().ContainSingle();
    }

    [Fact]
    public async Task A_search_without_results_shows_which_condition_is_in_the_way()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready);
        await AddVideoAsync("Beach again", VideoStatus.Ready);

        var page = Open("beach is:favourite");

        page.FindAll(".blocking-terms a").Should().ContainSingle();
        page.Find(".blocking-terms a").TextContent.Should().Contain("Without is:favourite: 2 videos");
        page.Find(".blocking-terms a").GetAttribute("href").Should().EndWith("?q=beach");
    }

    [Theory]
    [InlineData("favourite:yes", "“favourite:” isn't a search key")]
    [InlineData("beach -Colour:red", "“Colour:” isn't a search key")]
    [InlineData("colour:red note:old", "“colour:” and “note:” aren't search keys")]
    public async Task An_unknown_key_is_named_with_the_keys_that_exist(string search, string message)
    {
        await AddVideoAsync("Beach", VideoStatus.Ready);

        var page = Open(search);

        page.Find(".unknown-keys")
            .TextContent.Should()
            .Contain(message)
            .And.Contain("tag:")
            .And.Contain("is:favourite");
    }

    [Theory]
    [InlineData("beach")]
    [InlineData("10:30")]
    [InlineData("https://example.com/beach")]
    [InlineData("c:/videos")]
    [InlineData("note: beach")]
    [InlineData("\"favourite:yes\"")]
    [InlineData("tag:")]
    [InlineData("people:anna")]
    [InlineData("is:blue")]
    public async Task Text_that_only_contains_a_colon_is_plain_text(string search)
    {
        await AddVideoAsync("Beach", VideoStatus.Ready);

        Open(search).FindAll(".unknown-keys").Should().BeEmpty();
    }

    [Fact]
    public async Task Searches_are_sorted_by_relevance_unless_an_order_was_chosen()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready);
        await AddVideoAsync("Day at the long beach", VideoStatus.Ready);

        Open("beach").FindAll("h3").Select(title => title.TextContent.Trim()).First().Should().Be("Beach");
        Get<NavigationManager>().NavigateTo("/?q=beach&sort=titledescending");
        Render<LibraryPage>()
            .FindAll("h3")
            .Select(title => title.TextContent.Trim())
            .First()
            .Should()
            .Be("Day at the long beach");
    }

    [Fact]
    public async Task Completes_keys_and_values_with_counts_of_visible_videos()
    {
        var visible = await AddVideoAsync("Beach", VideoStatus.Ready);
        var hidden = await AddVideoAsync("Secret", VideoStatus.Ready, (video, _) => video.IsPrivate = true);
        await TagAsync("New Year", visible, hidden);
        await TagAsync("Newcastle", hidden);

        (await LabelsAsync("ta")).Should().Equal("tag:");
        (await LabelsAsync("tag:ne")).Should().Equal("New Year 1");
        (await LabelsAsync("tags:ne")).Should().Equal("New Year 1");
        (await LabelsAsync("beach new")).Should().Equal("New Year 1");
        (await LabelsAsync("is:f")).Should().Equal("favourite");
        (await Get<VideoLibrary>().CompleteAsync("beach -tag:\"ne", false, Ct))
            .Should()
            .ContainSingle()
            .Which.Search.Should()
            .Be("beach -tag:\"New Year\" ");

        async Task<IEnumerable<string>> LabelsAsync(string text) =>
            (await Get<VideoLibrary>().CompleteAsync(text, false, Ct)).Select(option =>
                $"{option.Label} {option.Count}".Trim()
            );
    }

    [Fact]
    public async Task Results_are_saved_as_a_smart_album_with_corrected_spelling_and_the_filters()
    {
        await AddVideoAsync("Weihnachten", VideoStatus.Ready, (video, _) => video.IsFavourite = true);
        var dialogs = RenderDialogs();
        var toasts = Render<MudSnackbarProvider>();
        Get<NavigationManager>().NavigateTo("/?q=weinachten&fav=1");
        var page = Render<LibraryPage>();

        var saving = page.Find(".page-head button:not([data-autostart])").ClickAsync(new());
        var query = dialogs.WaitForElement("input[id$=query]");
        query.GetAttribute("value").Should().Be("weihnachten is:favourite");
        dialogs.Find("input[id$=title]").Input("Every Christmas");
        await dialogs.Find("form").SubmitAsync();
        await saving;

        var album = (await Get<AlbumLibrary>().AllAsync(Ct)).Should().ContainSingle().Subject;
        (album.Title, album.Query).Should().Be(("Every Christmas", "weihnachten is:favourite"));
        (await Get<AlbumLibrary>().VideosAsync(album, false, 0, 10, Ct)).Total.Should().Be(1);
        toasts.WaitForElement(".mud-snackbar a").GetAttribute("href").Should().EndWith($"/albums/{album.Id}");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=nothing")]
    [InlineData("/?q=weihnachten&status=warnings")]
    public async Task Only_results_that_a_search_expresses_are_saved_as_an_album(string url)
    {
        await AddVideoAsync("Weihnachten", VideoStatus.Ready, (video, _) => video.Warning = "No audio");

        Get<NavigationManager>().NavigateTo(url);

        Render<LibraryPage>().FindAll(".page-head button:not([data-autostart])").Should().BeEmpty();
    }

    private IRenderedComponent<LibraryPage> Open(string search)
    {
        Get<NavigationManager>().NavigateTo($"/?q={Uri.EscapeDataString(search)}");
        return Render<LibraryPage>();
    }

    private StreamVaultDbContext Database() => Get<IDbContextFactory<StreamVaultDbContext>>().CreateDbContext();

    private async Task SubtitleAsync(Video video, params (double Seconds, string Text)[] lines)
    {
        await using var database = Database();
        await SearchIndex.SetPassagesAsync(
            database,
            video.Id,
            PassageKind.Subtitle,
            lines.Select(line => new Passage(line.Seconds, line.Text)),
            Ct
        );
    }

    private async Task TagAsync(string name, params Video[] videos)
    {
        await using var database = Database();
        var tag = new Tag { Name = name };
        database.Tags.Add(tag);
        await database.SaveChangesAsync(Ct);
        database.VideoTags.AddRange(videos.Select(video => new VideoTag { VideoId = video.Id, TagId = tag.Id }));
        await database.SaveChangesAsync(Ct);
    }
}
