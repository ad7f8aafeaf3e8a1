using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.BulkEdits;

namespace StreamVault.Web.BulkEdits;

/// <summary>Asks for the tags and people to add to the selected videos, or to remove from them.</summary>
public sealed partial class TagsDialog : ComponentBase
{
    private IReadOnlyList<string> _tags = [];
    private IReadOnlyList<string> _people = [];

    /// <summary>Whether they are added; otherwise they are removed.</summary>
    [Parameter]
    public bool Add { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>Shows the dialog.</summary>
    /// <returns>The changes; null if the user cancelled.</returns>
    public static async Task<VideoChanges?> AskAsync(IDialogService dialogs, bool add)
    {
        var parameters = new DialogParameters<TagsDialog> { { dialog => dialog.Add, add } };
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true };
        var dialog = await dialogs.ShowAsync<TagsDialog>("", parameters, options);
        return (await dialog.Result)?.Data as VideoChanges;
    }

    private void Close() =>
        Dialog.Close(
            DialogResult.Ok(
                Add
                    ? new VideoChanges { AddTags = _tags, AddPeople = _people }
                    : new VideoChanges { RemoveTags = _tags, RemovePeople = _people }
            )
        );
}
