using Bunit;
using Microsoft.JSInterop;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Tests.Components;

public sealed class EditableTextTests : BunitContext
{
    private const string Focus = "Blazor._internal.domWrapper.focus";

    [Fact]
    public async Task A_focus_that_fails_does_not_remove_the_text()
    {
        JSInterop.SetupVoid(Focus, _ => true).SetException(new JSException("Unable to focus an invalid element."));
        var text = RenderText();

        await text.Find("[aria-label='Edit the title']").ClickAsync(new());
        await text.Find("form input").InputAsync(new() { Value = "Mountain" });
        await text.Find("form").SubmitAsync(new());

        text.FindAll("form").Should().BeEmpty();
        text.Find("[aria-label='Edit the title']").GetAttribute("title").Should().Be("Edit the title");
    }

    [Fact]
    public async Task Saving_focuses_the_button_that_replaces_the_field()
    {
        JSInterop.SetupVoid(Focus, _ => true).SetVoidResult();
        var text = RenderText();

        await text.Find("[aria-label='Edit the title']").ClickAsync(new());
        await text.Find("form").SubmitAsync(new());
        text.Render();

        JSInterop.VerifyInvoke(Focus, 2);
    }

    private IRenderedComponent<EditableText> RenderText() =>
        Render<EditableText>(text =>
            text.Add(t => t.Value, "Beach")
                .Add(t => t.Label, "title")
                .Add(t => t.MaxLength, 100)
                .Add(t => t.Save, _ => Task.FromResult<string?>(null))
                .Add(t => t.ChildContent, "<h1>Beach</h1>")
        );
}
