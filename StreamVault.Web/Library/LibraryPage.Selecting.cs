using Microsoft.JSInterop;
using StreamVault.Core.Entities;
using StreamVault.Web.Dates;

namespace StreamVault.Web.Library;

/// <summary>Selection of single videos, of a range, or of all videos that match the filters.</summary>
public sealed partial class LibraryPage
{
    private readonly HashSet<VideoId> _selected = [];
    private bool _selecting;

    // The position of the last clicked card, where a range starts.
    private int? _anchor;

    /// <summary>Called when a card is clicked while selecting, or its checkbox with Shift.</summary>
    /// <param name="id">The video.</param>
    /// <param name="place">Its position in the whole list, from 0.</param>
    /// <param name="range">Whether Shift was held down, which selects everything between the last click and this one.</param>
    [JSInvokable]
    public async Task PickAsync(string id, int place, bool range)
    {
        _selecting = true;
        if (range && _anchor is { } anchor)
        {
            var (first, last) = (Math.Min(anchor, place), Math.Max(anchor, place));
            _selected.UnionWith(await IdsAsync(first, last - first + 1));
            _anchor = place;
        }
        else if (Guid.TryParse(id, out var value))
        {
            var video = new VideoId(value);
            Choose(video, place, !_selected.Contains(video));
        }

        StateHasChanged();
    }

    /// <summary>Selects all videos that match the filters, including those that aren't on the screen.</summary>
    [JSInvokable]
    public async Task PickAllAsync()
    {
        _selecting = true;
        _selected.UnionWith(await IdsAsync(0, int.MaxValue));
        StateHasChanged();
    }

    /// <summary>Leaves selection mode and clears the selection.</summary>
    [JSInvokable]
    public Task EndSelectingAsync()
    {
        SetSelecting(false);
        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task<IReadOnlyList<VideoId>> IdsAsync(int first, int count) =>
        await Videos.ListIdsAsync(await QueryAsync(View, first, count), DisposalToken);

    private void SetSelecting(bool selecting)
    {
        _selecting = selecting;
        _selected.Clear();
        _anchor = null;
    }

    private void Choose(VideoId video, int place, bool chosen)
    {
        _anchor = place;
        if (chosen)
        {
            _selecting = true;
            _selected.Add(video);
        }
        else
        {
            _selected.Remove(video);
        }
    }

    private async Task ChangeDateOfSelectedAsync()
    {
        if (await DateDialog.ShowAsync(Dialogs, [.. _selected]))
        {
            SetSelecting(false);
        }
    }

    private async Task TrashSelectedAsync()
    {
        var chosen = _selected.ToArray();
        SetSelecting(false);
        await TrashToast.MoveAsync(Toasts, Trash, chosen);
    }
}
