using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Marks;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Marks;
using StreamVault.Web.Text;

namespace StreamVault.Web.Watch;

/// <summary>The chapters or the notes of a ready video, which are added and changed in place.</summary>
public sealed partial class MarkList : ComponentBase
{
    private readonly string _id = $"marks-{Guid.NewGuid():N}";
    private ElementReference _field;

    // The id of the edited mark; empty for a new one, null for none.
    private Guid? _edited;
    private double _at;
    private string _time = "";
    private string _text = "";
    private string? _fault;
    private bool _focus;

    /// <summary>A ready video.</summary>
    [Parameter, EditorRequired]
    public required Video Video { get; set; }

    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public required MarkKind Kind { get; set; }

    [Inject]
    private VideoMarks Editor { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private bool IsChapter => Kind == MarkKind.Chapter;

    private string Title => IsChapter ? "Chapters" : "Notes";

    private IReadOnlyList<VideoMark> Marks => VideoMark.Of(Video, Kind);

    protected override void OnParametersSet()
    {
        // The edited mark may have been deleted in another window.
        if (_edited is { } id && id != Guid.Empty && Marks.All(mark => mark.Id != id))
        {
            Stop();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus && _field.Context is not null)
        {
            _focus = false;
            await _field.TryFocusAsync(preventScroll: false);
        }
    }

    private async Task AddAsync()
    {
        await using var player = await PlayerAsync();
        var now = await player.InvokeAsync<double?>("currentTime") ?? 0;
        Edit(new VideoMark(Guid.Empty, now, ""));
    }

    // The element to focus is set when it is rendered.
    private void Edit(VideoMark mark) =>
        (_edited, _at, _time, _text, _fault, _focus, _field) = (
            mark.Id,
            mark.AtSeconds,
            ClockTime.Write(mark.AtSeconds),
            mark.Text,
            null,
            true,
            default
        );

    private void Stop() => _edited = null;

    private async Task SaveAsync()
    {
        if (_edited is not { } id)
        {
            return;
        }

        // The text shows tenths of a second. If it is unchanged, the time stays exact.
        if ((_time == ClockTime.Write(_at) ? _at : ClockTime.Parse(_time)) is not { } seconds)
        {
            _fault = "Enter the time like 1:23 or 1:02:03.";
            return;
        }

        var outcome =
            id == Guid.Empty
                ? await Editor.AddAsync(Video.Id, Kind, seconds, _text, CancellationToken.None)
                : await Editor.ChangeAsync(Video.Id, Kind, id, seconds, _text, CancellationToken.None);
        _fault = MarkText.FaultOf(outcome, Kind)?.Reason;
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
        else if (pressed is { Key: "Enter", CtrlKey: true } && !IsChapter)
        {
            await SaveAsync();
        }
    }

    private async Task DeleteAsync(VideoMark mark)
    {
        if (await Editor.DeleteAsync(Video.Id, Kind, mark.Id, CancellationToken.None) is { } deleted)
        {
            var video = Video.Id;
            Toasts.ShowUndo(
                IsChapter ? "Chapter deleted" : "Note deleted",
                async () =>
                {
                    var outcome = await Editor.RestoreAsync(video, Kind, deleted, CancellationToken.None);
                    return MarkText.FaultOf(outcome, Kind)?.Reason ?? "Undone";
                }
            );
        }
    }

    private async Task SeekAsync(VideoMark mark)
    {
        await using var player = await PlayerAsync();
        await player.InvokeVoidAsync("seek", mark.AtSeconds);
    }

    // The module instance that holds this page's player.
    private ValueTask<IJSObjectReference> PlayerAsync() =>
        Browser.ImportAsync("js/player/player.js", CancellationToken.None);
}
