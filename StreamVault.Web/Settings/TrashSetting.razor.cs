using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;
using StreamVault.Core.Library;
using StreamVault.Core.Trash;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Settings;

/// <summary>Lets the owner choose how long videos stay in the trash.</summary>
public sealed partial class TrashSetting : LiveComponent
{
    private int? _days;
    private int _lastDays;
    private string _typed = "";
    private string? _error;
    private bool _isRead;
    private bool _saved;

    [Inject]
    private TrashPeriod Period { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private IOptions<TrashOptions> Options { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _lastDays = Options.Value.Days;
        Subscribe<TrashPeriodChange>(change => Show(change.Days));
        Show(await Period.DaysAsync(DisposalToken));
        _isRead = true;
    }

    private void Show(int? days)
    {
        (_days, _lastDays, _error) = (days, days ?? _lastDays, null);
        _typed = _lastDays.ToString(CultureInfo.InvariantCulture);
    }

    private async Task TypeAsync(string? typed)
    {
        _typed = typed ?? "";
        if (
            int.TryParse(_typed, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days is >= 1 and <= TrashOptions.MaxDays
        )
        {
            await ChooseAsync(days);
        }
        else
        {
            (_error, _saved) = ($"Enter a number of days from 1 to {TrashOptions.MaxDays}.", false);
        }
    }

    private async Task ChooseAsync(int? days)
    {
        if (await DeletesNowAsync(days) && !await AskAsync(days!.Value))
        {
            Show(_days);
            return;
        }

        await Period.ChooseAsync(days, CancellationToken.None);
        Show(days);
        _saved = true;
    }

    // Includes private videos that are locked, because they are deleted too.
    private async Task<bool> DeletesNowAsync(int? days) =>
        days is { } count
        && count < (_days ?? int.MaxValue)
        && (await Videos.ListTrashAsync(withPrivate: true, CancellationToken.None)).Any(video =>
            TrashPeriod.DeletesAt(video.TrashedAt, count) <= Clock.GetUtcNow()
        );

    private Task<bool> AskAsync(int days) =>
        ConfirmDialog.AskAsync(
            Dialogs,
            "Delete videos in the trash?",
            $"This permanently deletes the videos that have been in the trash for more than {Readable.Count(days, "day", "days")}. It can't be undone.",
            "Delete"
        );
}
