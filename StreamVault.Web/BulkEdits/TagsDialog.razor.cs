using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.BulkEdits;
using StreamVault.Web.Tags;

namespace StreamVault.Web.BulkEdits;

/// <summary>Asks for the tags and people to add to the selected videos, or to remove from them.</summary>
public sealed partial class TagsDialog : ComponentBase
{
    private IReadOnlyList<string> _tags = [];
    private IReadOnlyList<string> _people = [];
    private NameField? _tagField;
    private NameField? _personField;

    /// <summary>Whether they are added; otherwise they are removed.</summary>
    [Parameter]
    public bool Add { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private bool HasChoice =>
        _tags.Count + _people.Count > 0 || _tagField?.HasText == true || _personField?.HasText == true;

    /// <summary>Shows the dialog.</summary>
    /// <returns>The changes; null if the user cancelled.</returns>
    public static async Task<VideoChanges?> AskAsync(IDialogService dialogs, bool add)
    {
        var parameters = new DialogParameters<TagsDialog> { { dialog => dialog.Add, add } };
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true };
        var dialog = await dialogs.ShowAsync<TagsDialog>("", parameters, options);
        return (await dialog.Result)?.Data as VideoChanges;
    }

    private async Task CloseAsync()
    {
        var hasTags = await _tagField!.TryAddTypedAsync();
        var hasPeople = await _personField!.TryAddTypedAsync();
        if (hasTags && hasPeople)
        {
            Dialog.Close(
                DialogResult.Ok(
                    Add
                        ? new VideoChanges { AddTags = _tags, AddPeople = _people }
                        : new VideoChanges { RemoveTags = _tags, RemovePeople = _people }
                )
            );
        }
    }
}
