using Bunit;
using MudBlazor;
using StreamVault.Core.BulkEdits;
using StreamVault.Tests.Components;
using StreamVault.Web.BulkEdits;

namespace StreamVault.Tests.BulkEdits;

public sealed class TagsDialogTests : PageFixture
{
    [Fact]
    public async Task Names_that_were_typed_without_Enter_are_added_too()
    {
        var dialogs = RenderDialogs();
        var asking = Ask(dialogs, add: true);

        dialogs.WaitForElement("[placeholder='Add a tag']").Input("Christmas");
        dialogs.Find("[placeholder='Add a person']").Input(" Anna ");
        var button = dialogs.Find(".button.filled");
        button.HasAttribute("disabled").Should().BeFalse("a typed name counts as chosen");
        await button.ClickAsync(new());

        var changes = (await asking)!;
        changes.AddTags.Should().Equal("Christmas");
        changes.AddPeople.Should().Equal("Anna");
    }

    [Fact]
    public async Task Typed_names_join_those_that_were_entered()
    {
        var dialogs = RenderDialogs();
        var asking = Ask(dialogs, add: false);

        dialogs.WaitForElement("[placeholder='Tag to remove']").Input("Christmas");
        await dialogs.FindAll("form")[0].SubmitAsync();
        dialogs.FindAll("[placeholder='Person to remove']").Should().ContainSingle();
        dialogs.Find("[placeholder='Tag to remove']").Input("Snow");
        await dialogs.Find(".button.filled").ClickAsync(new());

        (await asking)!.RemoveTags.Should().Equal("Christmas", "Snow");
    }

    [Fact]
    public async Task An_invalid_typed_name_keeps_the_dialog_open()
    {
        var dialogs = RenderDialogs();
        var asking = Ask(dialogs, add: true);

        dialogs.WaitForElement("[placeholder='Add a tag']").Input("!!!");
        await dialogs.Find(".button.filled").ClickAsync(new());

        asking.IsCompleted.Should().BeFalse();
        dialogs.FindAll(".names .validation-message")[0].TextContent.Should().StartWith("A name must have");
    }

    [Fact]
    public void Nothing_can_be_added_without_a_name()
    {
        var dialogs = RenderDialogs();
        _ = Ask(dialogs, add: true);

        dialogs.WaitForElement("[placeholder='Add a tag']").Input("  ");

        dialogs.Find(".button.filled").HasAttribute("disabled").Should().BeTrue();
    }

    private Task<VideoChanges?> Ask(IRenderedComponent<MudDialogProvider> dialogs, bool add)
    {
        Task<VideoChanges?> asking = null!;
        dialogs.InvokeAsync(() => asking = TagsDialog.AskAsync(Get<IDialogService>(), add));
        return asking;
    }
}
