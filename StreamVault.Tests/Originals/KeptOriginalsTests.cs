using Bunit;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Originals;
using StreamVault.Tests.Components;
using StreamVault.Web.Originals;

namespace StreamVault.Tests.Originals;

public sealed class KeptOriginalsTests : PageFixture
{
    [Fact]
    public async Task Shows_the_space_that_can_be_freed_and_frees_it_after_a_confirmation()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready, (video, _) => video.OriginalBytes = 1_500_000);
        var dialogs = RenderDialogs();
        var page = Render<KeptOriginals>(with => with.Add(it => it.Count, 1).Add(it => it.Bytes, 1_500_000));

        page.Markup.Should().Contain("1 original is kept and takes 1.50 MB. If you delete an original");
        var deleting = page.Find("button").ClickAsync(new());
        dialogs.WaitForElement(".button.danger");
        dialogs.Markup.Should().Contain("1.50 MB will be freed").And.Contain("still plays");
        await dialogs.Find(".button.danger").ClickAsync(new());
        await deleting;

        (await Get<VideoLibrary>().FindAsync(video.Id, Ct))!.OriginalBytes.Should().BeNull();
        page.FindAll("li").Should().BeEmpty();
    }

    [Fact]
    public async Task The_choice_is_saved_at_once()
    {
        var panel = Render<OriginalsPanel>();
        panel.FindAll("input")[1].HasAttribute("checked").Should().BeTrue("the default is to delete");

        await panel.FindAll("input")[0].ChangeAsync(new() { Value = "on" });

        (await Get<OriginalFiles>().PolicyAsync(Ct)).Should().Be(OriginalsPolicy.Keep);
        panel.Markup.Should().Contain("Saved.");
    }
}
