using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;
using StreamVault.Core.Subtitles;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Subtitles;

namespace StreamVault.Web.Watch;

/// <summary>The uploaded subtitles of a ready video, which are added, changed and deleted in place.</summary>
public sealed partial class SubtitleTracks : ComponentBase
{
    private IReadOnlyList<UploadedSubtitle> _tracks = [];
    private Video? _listed;

    // The id of the edited subtitles; empty for new ones, null for none.
    private Guid? _edited;
    private IBrowserFile? _file;
    private string _language = "";
    private string _label = "";
    private string _shift = "";
    private string? _fault;
    private bool _isSaving;

    /// <summary>A ready video.</summary>
    [Parameter, EditorRequired]
    public required Video Video { get; set; }

    [Inject]
    private UploadedSubtitles Subtitles { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    protected override void OnParametersSet()
    {
        // A change of the subtitles changes the video. The page renders more often than that.
        if (ReferenceEquals(Video, _listed))
        {
            return;
        }

        (_listed, _tracks) = (Video, Subtitles.List(Video.Id));
        // The edited subtitles may have been deleted in another window.
        if (_edited is { } id && id != Guid.Empty && _tracks.All(track => track.Id != id))
        {
            Stop();
        }
    }

    private void Add() => Edit(new UploadedSubtitle(Guid.Empty, Guid.Empty, "", SubtitleFormat.Srt));

    private void Edit(UploadedSubtitle track)
    {
        (_edited, _file, _fault) = (track.Id, null, null);
        (_language, _label) = (track.Language ?? "", track.Label ?? "");
        _shift = track.ShiftSeconds.ToString("0.###", CultureInfo.InvariantCulture);
    }

    private void Stop() => (_edited, _file) = (null, null);

    private async Task SaveAsync()
    {
        if (_edited is not { } id || _isSaving)
        {
            return;
        }

        // Also the minus sign of typography, and a decimal comma.
        var shiftText = _shift.Trim().Replace('−', '-').Replace(',', '.');
        if (
            !double.TryParse(
                shiftText.Length == 0 ? "0" : shiftText,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var shift
            )
        )
        {
            _fault = "Enter the shift in seconds, like 1.5 or -2.";
            return;
        }

        _isSaving = true;
        try
        {
            _fault = await PutAsync(id, shift);
        }
        catch (IOException e) when (DiskFull.Caused(e))
        {
            _fault = "The disk is full. Free some space, then save again.";
        }
        finally
        {
            _isSaving = false;
        }

        _tracks = Subtitles.List(Video.Id);
        if (_fault is null)
        {
            Stop();
            await ReloadPlayerAsync();
        }
    }

    /// <returns>What is wrong, as a sentence; null if everything was saved.</returns>
    private async Task<string?> PutAsync(Guid id, double shift)
    {
        if (id == Guid.Empty && _file is null)
        {
            return "Choose a file.";
        }

        if (_file is { } chosen)
        {
            if (chosen.Size > UploadedSubtitles.MaxBytes)
            {
                return UploadedSubtitles.TooLarge;
            }

            if (await ReadAsync(chosen) is not { } bytes)
            {
                return "The file could not be read. Choose it again.";
            }

            var put =
                id == Guid.Empty
                    ? await Subtitles.AddAsync(Video.Id, bytes, chosen.Name, _language, _label, CancellationToken.None)
                    : await Subtitles.ReplaceAsync(Video.Id, id, bytes, chosen.Name, CancellationToken.None);
            if (put is not SubtitleOutcome.Saved(var saved))
            {
                return SubtitleText.ErrorOf(put);
            }

            // If the rest is refused, the form continues with what was added.
            (_edited, _file, id) = (saved.Id, null, saved.Id);
        }

        return SubtitleText.ErrorOf(
            await Subtitles.ChangeAsync(Video.Id, id, _language, _label, shift, CancellationToken.None)
        );
    }

    /// <returns>Null if the browser can't send the file.</returns>
    private static async Task<byte[]?> ReadAsync(IBrowserFile file)
    {
        try
        {
            var bytes = new byte[file.Size];
            await using var content = file.OpenReadStream(UploadedSubtitles.MaxBytes);
            await content.ReadExactlyAsync(bytes);
            return bytes;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task DeleteAsync(UploadedSubtitle track)
    {
        var video = Video.Id;
        var outcome = await Subtitles.DeleteAsync(video, track.Id, CancellationToken.None);
        _tracks = Subtitles.List(video);
        if (outcome is not SubtitleOutcome.Deleted deleted)
        {
            Toasts.Add(SubtitleText.ErrorOf(outcome)!);
            return;
        }

        Toasts.ShowUndo(
            "Subtitles deleted",
            async () =>
            {
                var restored = await Subtitles.RestoreAsync(video, deleted, CancellationToken.None);
                await ReloadPlayerAsync();
                return SubtitleText.ErrorOf(restored) ?? "Undone";
            }
        );
        await ReloadPlayerAsync();
    }

    private async Task ReloadPlayerAsync()
    {
        // The module instance that holds this page's player.
        await using var player = await Browser.ImportAsync("js/player/player.js", CancellationToken.None);
        await player.InvokeVoidAsync("reload");
    }
}
