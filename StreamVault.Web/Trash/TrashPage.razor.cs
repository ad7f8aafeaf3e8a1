using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;
using StreamVault.Core.Storage;
using StreamVault.Core.Trash;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Library;

namespace StreamVault.Web.Trash;

/// <summary>
/// Lists the videos in the trash with the date on which each is deleted, and lets the user restore or delete them.
/// </summary>
public sealed partial class TrashPage : LiveComponent
{
    private const int PageSize = 100;
    private int? _days;
    private IReadOnlyList<TrashedVideo>? _videos;
    private int _shown = PageSize;
    private bool _working;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private VideoTrash Bin { get; set; } = default!;

    [Inject]
    private TrashPeriod Period { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    private string Summary =>
        $"{Readable.Count(_videos!.Count, "video", "videos")} ({ByteText.Of(_videos.Sum(video => video.Bytes))})";

    protected override async Task OnInitializedAsync()
    {
        Subscribe<LibraryChange>(_ => Invalidate());
        Subscribe<TrashPeriodChange>(_ => Invalidate());
        RedrawEvery(TimeSpan.FromMinutes(1));
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        _days = await Period.DaysAsync(DisposalToken);
        _videos = await Videos.ListTrashAsync(await Viewer.SeesPrivateAsync(), DisposalToken);
    }

    private string DeletionText(TrashedVideo trashed) =>
        TrashPeriod.DeletesAt(trashed.TrashedAt, _days) switch
        {
            null => $"Moved here on {Day(trashed.TrashedAt)}",
            { } time when time > Clock.GetUtcNow() => $"Will be deleted on {Day(time)}",
            _ => "Will be deleted soon",
        };

    private string Day(DateTimeOffset time) =>
        DateText.Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Clock.LocalTimeZone).DateTime));

    private async Task RestoreAsync(Video video)
    {
        await Bin.RestoreAsync([video.Id], CancellationToken.None);
        Toasts.Add($"“{video.Title}” restored");
        await ReadAsync();
    }

    private async Task DeleteAsync(Video video)
    {
        if (await DeleteVideosDialog.AskAsync(Dialogs, [video.Id]))
        {
            await Videos.DeleteTrashedAsync(video.Id, CancellationToken.None);
            await ReadAsync();
        }
    }

    private async Task EmptyAsync()
    {
        var asked = Clock.GetUtcNow();
        var words = $"This permanently deletes {Summary}. It can't be undone.";
        if (!await ConfirmDialog.AskAsync(Dialogs, "Empty the trash?", words, "Empty trash"))
        {
            return;
        }

        _working = true;
        try
        {
            // Videos that were moved to the trash after the dialog was shown stay: it didn't count them.
            var deleted = await Videos.EmptyTrashAsync(asked, await Viewer.SeesPrivateAsync(), CancellationToken.None);
            Toasts.Add($"{Readable.Count(deleted, "video", "videos")} deleted");
        }
        finally
        {
            _working = false;
        }

        await ReadAsync();
    }
}
