using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Subtitles;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Subtitles;

namespace StreamVault.Web.Watch;

/// <summary>The uploaded subtitles of a ready video, which are added, changed and deleted in place.</summary>
public sealed partial class SubtitleTracks : ComponentBase
{
    private IReadOnlyList<UploadedSubtitle> _tracks = [];

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

    protected override void OnParametersSet() => _tracks = Subtitles.List(Video.Id);

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
        catch (IOException)
        {
            _fault = "The file could not be read. Choose it again.";
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

            var bytes = new byte[chosen.Size];
            await using var content = chosen.OpenReadStream(UploadedSubtitles.MaxBytes);
            await content.ReadExactlyAsync(bytes);
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

    private async Task DeleteAsync(UploadedSubtitle track)
    {
        if (await Subtitles.DeleteAsync(Video.Id, track.Id, CancellationToken.None) is { } deleted)
        {
            var video = Video.Id;
            _tracks = Subtitles.List(video);
            Toasts.ShowUndo(
                "Subtitles deleted",
                async () =>
                {
                    await Subtitles.RestoreAsync(video, deleted, CancellationToken.None);
                    await ReloadPlayerAsync();
                }
            );
            await ReloadPlayerAsync();
        }
    }

    private async Task ReloadPlayerAsync()
    {
        // The module instance that holds this page's player.
        await using var player = await Browser.ImportAsync("js/player/player.js", CancellationToken.None);
        await player.InvokeVoidAsync("reload");
    }
}
