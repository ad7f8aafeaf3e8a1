using Bunit;
using StreamVault.Core.Albums;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Tags;
using StreamVault.Tests.Components;
using StreamVault.Web.Tags;
using StreamVault.Web.Watch;

namespace StreamVault.Tests.Tags;

public sealed class TagPagesTests : PageFixture
{
    [Fact]
    public async Task Tags_are_listed_with_their_counts_and_lead_to_a_search()
    {
        var video = await AddVideoAsync("One");
        await LabelAsync(video, new VideoChanges { Tags = ["Tape 10", "Tape 2"] });

        var page = Render<TagsPage>();

        page.FindAll(".rows a").Select(link => link.TextContent).Should().Equal("Tape 2", "Tape 10");
        page.Find(".rows a").GetAttribute("href").Should().Be("./?q=tag%3A%22Tape%202%22");
        page.Find(".rows .figures").TextContent.Should().Be("1 video");
    }

    [Fact]
    public void Without_people_the_page_says_where_to_add_them() =>
        Render<PeoplePage>().Find(".empty h2").TextContent.Should().Be("No people yet");

    [Fact]
    public async Task A_person_without_a_face_shows_initials()
    {
        var video = await AddVideoAsync("One");
        await LabelAsync(video, new VideoChanges { People = ["Anna Öz"] });

        Render<PeoplePage>().Find(".people .face").TextContent.Trim().Should().Be("AÖ");
    }

    [Fact]
    public async Task Tags_are_added_and_removed_on_the_watch_page()
    {
        var video = await AddVideoAsync("One");
        await LabelAsync(video, new VideoChanges { Tags = ["Old"] });
        RenderDialogs();
        var row = Render<VideoLabelsRow>(parameters => parameters.Add(row => row.Video, video));

        row.Find("[placeholder='Add a tag']").Input("Christmas");
        await row.FindAll("form")[1].SubmitAsync();
        await row.Find("[aria-label='Remove Old']").ClickAsync(new());

        (await Get<VideoLibrary>().LabelsAsync(video.Id, Ct)).Tags.Should().Equal("Christmas");
        row.FindAll(".name a").Select(link => link.TextContent).Should().Equal("Christmas");
    }

    [Fact]
    public async Task Commas_separate_names()
    {
        var video = await AddVideoAsync("One");
        RenderDialogs();
        var row = Render<VideoLabelsRow>(parameters => parameters.Add(row => row.Video, video));

        row.Find("[placeholder='Add a tag']").Input("family, milestones,, Family ,");
        await row.FindAll("form")[1].SubmitAsync();
        row.Find("[placeholder='Add a person']").Input("Anna Müller, Tom");
        await row.FindAll("form")[0].SubmitAsync();

        var labels = await Get<VideoLibrary>().LabelsAsync(video.Id, Ct);
        labels.Tags.Should().BeEquivalentTo("family", "milestones");
        labels.People.Should().BeEquivalentTo("Anna Müller", "Tom");
    }

    [Fact]
    public async Task With_an_invalid_name_none_of_several_names_is_added()
    {
        var video = await AddVideoAsync("One");
        var row = Render<VideoLabelsRow>(parameters => parameters.Add(row => row.Video, video));

        row.Find("[placeholder='Add a tag']").Input("family, !!!");
        await row.FindAll("form")[1].SubmitAsync();

        row.FindAll("[role=alert]").Should().Contain(fault => fault.TextContent.StartsWith("A name must have"));
        row.Find("[placeholder='Add a tag']").GetAttribute("value").Should().Be("family, !!!");
        (await Get<VideoLibrary>().LabelsAsync(video.Id, Ct)).Tags.Should().BeEmpty();
    }

    [Fact]
    public async Task The_last_of_several_names_is_completed_and_a_known_name_with_a_comma_is_kept()
    {
        var (first, video) = (await AddVideoAsync("One"), await AddVideoAsync("Two"));
        await LabelAsync(first, new VideoChanges { Tags = ["Milestones", "Christmas, old"] });
        RenderDialogs();
        var row = Render<VideoLabelsRow>(parameters => parameters.Add(row => row.Video, video));

        row.Find("[placeholder='Add a tag']").Input("family, mil");
        row.WaitForAssertion(() =>
            row.FindAll("datalist option")
                .Select(option => option.GetAttribute("value"))
                .Should()
                .Equal("family, Milestones")
        );
        row.Find("[placeholder='Add a tag']").Input("christmas, old");
        await row.FindAll("form")[1].SubmitAsync();

        (await Get<VideoLibrary>().LabelsAsync(video.Id, Ct)).Tags.Should().Equal("Christmas, old");
    }

    [Fact]
    public async Task An_album_on_the_watch_page_is_named_as_an_album()
    {
        var video = await AddVideoAsync("One");
        var albums = Get<AlbumLibrary>();
        var created = await albums.CreateAsync("1985", null, null, null, Ct);
        var album = created.Should().BeOfType<AlbumOutcome.Saved>().Which.Album;
        await albums.AddAsync(album.Id, [video.Id], true, Ct);

        var row = Render<VideoLabelsRow>(parameters => parameters.Add(row => row.Video, video));

        var link = row.Find(".marks a");
        link.TextContent.Trim().Should().Be("Album 1985");
        link.QuerySelectorAll("svg").Should().ContainSingle();
        link.GetAttribute("href").Should().EndWith($"/albums/{album.Id}");
    }

    [Fact]
    public async Task An_invalid_name_is_explained_at_the_field()
    {
        var video = await AddVideoAsync("One");
        var row = Render<VideoLabelsRow>(parameters => parameters.Add(row => row.Video, video));

        row.Find("[placeholder='Add a tag']").Input("!!!");
        await row.FindAll("form")[1].SubmitAsync();

        row.FindAll("[role=alert]").Should().Contain(fault => fault.TextContent.StartsWith("A name must have"));
    }

    [Fact]
    public async Task Renaming_to_a_known_name_offers_to_merge()
    {
        var (first, second) = (await AddVideoAsync("One"), await AddVideoAsync("Two"));
        await LabelAsync(first, new VideoChanges { People = ["Oma"] });
        await LabelAsync(second, new VideoChanges { People = ["Grandma"] });
        var oma = (await Get<TagLibrary>().ListAsync(TagKind.Person, true, Ct)).Single(found =>
            found.Tag.Name == "Oma"
        );
        var dialogs = RenderDialogs();
        var asking = dialogs.InvokeAsync(() =>
            RenameTagDialog.ShowAsync(Get<MudBlazor.IDialogService>(), oma.Tag, ["Grandma"])
        );

        dialogs.WaitForElement("input").Input("grandma");
        await dialogs.Find("form").SubmitAsync();
        await dialogs.WaitForElement(".button.danger").ClickAsync(new());
        await asking;

        var people = await Get<TagLibrary>().ListAsync(TagKind.Person, true, Ct);
        people.Should().ContainSingle().Which.Videos.Should().Be(2);
    }

    private async Task LabelAsync(Video video, VideoChanges changes) =>
        (await Get<BulkEdit>().ApplyAsync([video.Id], changes, true, Ct)).Should().BeOfType<BulkEditOutcome.Done>();
}
