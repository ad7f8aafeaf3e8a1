using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Originals;
using StreamVault.Core.Storage;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Originals;

/// <summary>Shows the total size of originals and lists the largest, each with a button to delete it.</summary>
public sealed partial class KeptOriginals : LiveComponent
{
    private const int MaxShown = 10;
    private IReadOnlyList<Video> _videos = [];

    /// <summary>The number of originals kept.</summary>
    [Parameter, EditorRequired]
    public required int Count { get; set; }

    /// <summary>Their total size in bytes.</summary>
    [Parameter, EditorRequired]
    public required long Bytes { get; set; }

    /// <summary>Whether private videos are unlocked.</summary>
    [Parameter, EditorRequired]
    public required bool WithPrivate { get; set; }

    [Inject]
    private OriginalFiles Originals { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Subscribe<LibraryChange>(_ => Invalidate());
        await ReadAsync();
    }

    protected override async Task ReadAsync() =>
        _videos = await Originals.LargestAsync(MaxShown, WithPrivate, DisposalToken);

    private async Task DeleteAsync(Video video)
    {
        var message =
            $"{ByteText.Of(video.OriginalBytes ?? 0)} will be freed. “{video.Title}” still plays, but its original is permanently deleted. "
            + "You can no longer download it or prepare the video again from it.";
        if (await ConfirmDialog.AskAsync(Dialogs, "Delete this original?", message, "Delete original"))
        {
            if (await Originals.DeleteAsync(video.Id, CancellationToken.None) == OriginalDeletion.InUse)
            {
                Toasts.Add(OriginalEndpoints.InUse, Severity.Error);
            }

            await ReadAsync();
        }
    }
}
