using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Tags;
using StreamVault.Web.Accounts;

namespace StreamVault.Web.Tags;

/// <summary>Renames a tag or person, or merges it into another one.</summary>
public sealed partial class RenameTagDialog : ComponentBase
{
    private readonly string _id = $"rename-{Guid.NewGuid():N}";
    private string _name = "";
    private string? _fault;
    private Tag? _other;

    /// <summary>The tag or person.</summary>
    [Parameter, EditorRequired]
    public required Tag Tag { get; set; }

    /// <summary>The names of the others, for completion.</summary>
    [Parameter]
    public IReadOnlyList<string> Others { get; set; } = [];

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private TagLibrary Tags { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    /// <summary>Shows the dialog.</summary>
    public static async Task ShowAsync(IDialogService dialogs, Tag tag, IReadOnlyList<string> others)
    {
        var parameters = new DialogParameters<RenameTagDialog>
        {
            { dialog => dialog.Tag, tag },
            { dialog => dialog.Others, others },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };
        var dialog = await dialogs.ShowAsync<RenameTagDialog>("", parameters, options);
        await dialog.Result;
    }

    protected override void OnInitialized() => _name = Tag.Name;

    private async Task SaveAsync()
    {
        if (!TagName.TryRead(_name, out var name))
        {
            _fault = $"A name {TagNames.Rule}.";
            return;
        }

        _fault = null;
        var withPrivate = await Viewer.SeesPrivateAsync();
        switch (await Tags.RenameAsync(Tag.Kind, Tag.Id, name, withPrivate, CancellationToken.None))
        {
            case TagRenameOutcome.NameTaken(var other):
                _other = other;
                break;
            default:
                Dialog.Close();
                break;
        }
    }

    private async Task MergeAsync(Tag other)
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        await Tags.MergeAsync(Tag.Kind, Tag.Id, other.Id, withPrivate, CancellationToken.None);
        Dialog.Close();
    }
}
