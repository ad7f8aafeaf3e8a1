using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Tags;

/// <summary>All people, with their faces and counts.</summary>
public sealed partial class PeoplePage : TagListPage
{
    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    /// <inheritdoc />
    protected override TagKind Kind => TagKind.Person;

    private Task PickAsync(Tag person)
    {
        RunInBackground(() => FaceDialog.ShowAsync(Dialogs, person));
        return Task.CompletedTask;
    }
}
