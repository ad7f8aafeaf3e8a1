using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace StreamVault.Web.Components.Shared;

/// <summary>
/// Text that is edited in place. Enter saves (Ctrl+Enter if it is multiline), and Escape discards the changes.
/// </summary>
public sealed partial class EditableText : ComponentBase
{
    private readonly string _id = $"edit-{Guid.NewGuid():N}";
    private ElementReference _field;
    private ElementReference _button;
    private string _text = "";
    private string? _fault;
    private bool _editing;
    private bool _focus;

    /// <summary>The current text.</summary>
    [Parameter, EditorRequired]
    public required string Value { get; set; }

    /// <summary>The name of the field: <c>title</c>.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The maximum length, in UTF-16 code units.</summary>
    [Parameter, EditorRequired]
    public required int MaxLength { get; set; }

    /// <summary>Whether it is multiline.</summary>
    [Parameter]
    public bool Lines { get; set; }

    /// <summary>Saves the new text. Returns an error message, or null if it was saved.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Task<string?>> Save { get; set; }

    /// <summary>The content shown while it is not being edited.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    private string Capital => char.ToUpperInvariant(Label[0]) + Label[1..];

    private string? Invalid => _fault is null ? null : "true";

    // The element to focus is set when it is rendered. The reference to a removed one must not be used again.
    private void Edit() => (_text, _fault, _editing, _focus, _field) = (Value, null, true, true, default);

    private void Stop() => (_editing, _focus, _button) = (false, true, default);

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
        var target = _editing ? _field : _button;
        // An earlier render may end after the state has changed: then the element is not there yet.
        if (_focus && target.Context is not null)
        {
            _focus = false;
            await target.TryFocusAsync(preventScroll: !_editing);
        }
    }
}
