using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Text;

namespace StreamVault.Web.BulkEdits;

/// <summary>What can be done with the selected videos. Each action can be undone.</summary>
public sealed partial class SelectionActions : ComponentBase
{
    /// <summary>The selected videos.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<VideoId> Chosen { get; set; }

    [Inject]
    private BulkEdit Edit { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    // A menu closes only once its action has returned.
    private void Start(Func<Task> act) => _ = RunAsync(act);

    private async Task RunAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception broken)
        {
            await DispatchExceptionAsync(broken);
        }
    }

    private async Task AddToAlbumAsync()
    {
        if (await AddToAlbumDialog.AskAsync(Dialogs) is { } album)
        {
            await ApplyAsync(
                album.Changes,
                $"added to “{album.Title}”",
                $"All selected videos are in “{album.Title}” already."
            );
        }
    }

    private async Task TagAsync(bool add)
    {
        if (await TagsDialog.AskAsync(Dialogs, add) is { } changes)
        {
            await ApplyAsync(
                changes,
                add ? "tagged" : "changed",
                add
                    ? "All selected videos have these tags and people already."
                    : "None of the selected videos has these tags or people."
            );
        }
    }

    private async Task RenameAsync()
    {
        if (await RenameVideosDialog.AskAsync(Dialogs, Chosen) is { } changes)
        {
            await ApplyAsync(changes, "renamed", "All selected videos have these titles already.");
        }
    }

    private async Task ApplyAsync(VideoChanges changes, string done, string unchanged)
    {
        var outcome = await Edit.ApplyAsync(
            [.. Chosen],
            changes,
            await Viewer.SeesPrivateAsync(),
            CancellationToken.None
        );
        if (outcome is BulkEditOutcome.Done([], _))
        {
            Toasts.Add(unchanged);
        }
        else if (outcome is BulkEditOutcome.Done(var changed, var undo))
        {
            Toasts.ShowUndo(Edit, $"{Readable.Count(changed.Count, "video", "videos")} {done}", undo);
        }
        else
        {
            Toasts.Add("Nothing was changed: a selected video or the album no longer exists.", Severity.Error);
        }
    }
}
