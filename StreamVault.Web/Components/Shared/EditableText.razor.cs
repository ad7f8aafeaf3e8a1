using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace StreamVault.Web.Components.Shared;

/// <summary>Text that is edited where it stands. Enter saves (with Ctrl where it has lines), Escape leaves it as it was.</summary>
public sealed partial class EditableText : ComponentBase
{
    private readonly string _id = $"edit-{Guid.NewGuid():N}";
    private ElementReference _field;
    private ElementReference _button;
    private string _text = "";
    private string? _fault;
    private bool _editing;
    private bool _focus;

    /// <summary>The text as it is.</summary>
    [Parameter, EditorRequired]
    public required string Value { get; set; }

    /// <summary>What it is: <c>title</c>.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The longest that can be typed, in UTF-16 units.</summary>
    [Parameter, EditorRequired]
    public required int MaxLength { get; set; }

    /// <summary>Whether it may have lines.</summary>
    [Parameter]
    public bool Lines { get; set; }

    /// <summary>Takes the new text; answers with what is wrong with it, or null once it is saved.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Task<string?>> Save { get; set; }

    /// <summary>How it looks while it is not edited.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    private string Capital => char.ToUpperInvariant(Label[0]) + Label[1..];

    private string? Invalid => _fault is null ? null : "true";

    private void Edit() => (_text, _fault, _editing, _focus) = (Value, null, true, true);

    private void Stop() => (_editing, _focus) = (false, true);

    private async Task SaveAsync()
    {
        _fault = await Save(_text);
        if (_fault is null)
        {
            Stop();
        }
    }

    private async Task KeyAsync(KeyboardEventArgs pressed)
    {
        if (pressed.Key == "Escape")
        {
            Stop();
        }
        else if (pressed is { Key: "Enter", CtrlKey: true } && Lines)
        {
            await SaveAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus)
        {
            _focus = false;
            await (_editing ? _field : _button).FocusAsync(preventScroll: !_editing);
        }
    }
}
