using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Tags;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Tags;

/// <summary>Picks a person's face from a frame of one of the person's videos.</summary>
public sealed partial class FaceDialog : ComponentBase
{
    private readonly string _id = $"face-{Guid.NewGuid():N}";
    private ElementReference _frame;
    private IReadOnlyList<Video>? _videos;
    private Video? _video;
    private double _atSeconds;
    private double _left = 0.4;
    private double _top = 0.2;
    private double _size = 0.35;

    /// <summary>The person.</summary>
    [Parameter, EditorRequired]
    public required Tag Person { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private TagLibrary Tags { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private string MaxSeconds => Number(Math.Max(0, Math.Floor((_video?.DurationSeconds ?? 1) - 1)));

    // The size is a fraction of the height. A frame in the dialog is 16:9, whatever the video is.
    private string SquareStyle =>
        $"left: {Number(_left * 100)}%; top: {Number(_top * 100)}%; height: {Number(_size * 100)}%";

    /// <summary>Shows the dialog.</summary>
    public static async Task ShowAsync(IDialogService dialogs, Tag person)
    {
        var parameters = new DialogParameters<FaceDialog> { { dialog => dialog.Person, person } };
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true };
        var dialog = await dialogs.ShowAsync<FaceDialog>("", parameters, options);
        await dialog.Result;
    }

    protected override async Task OnInitializedAsync()
    {
        _videos = await Tags.ReadyVideosAsync(Person.Id, await Viewer.SeesPrivateAsync(), CancellationToken.None);
        _video =
            _videos.FirstOrDefault(video => video.Id == Person.Face?.Video)
            ?? (_videos is [var first, ..] ? first : null);
        if (Person.Face is { } face && face.Video == _video?.Id)
        {
            (_atSeconds, _left, _top, _size) = (face.AtSeconds, face.Left, face.Top, face.Size);
        }
        else
        {
            _atSeconds = Math.Floor((_video?.DurationSeconds ?? 0) / 10);
        }
    }

    private void ChooseVideo(ChangeEventArgs chosen)
    {
        _video = _videos!.FirstOrDefault(video => video.Id.ToString() == (string?)chosen.Value) ?? _video;
        _atSeconds = Math.Floor((_video?.DurationSeconds ?? 0) / 10);
    }

    // The middle of the square goes to where the user clicked.
    private async Task CenterSquareAsync(MouseEventArgs click)
    {
        await using var module = await Browser.ImportAsync("Tags/FaceDialog.razor.js", CancellationToken.None);
        if (await module.InvokeAsync<double[]?>("sizeOf", _frame) is [> 0 and var width, > 0 and var height])
        {
            _left = Math.Clamp((click.OffsetX / width) - (_size * height / width / 2), 0, 0.98);
            _top = Math.Clamp((click.OffsetY / height) - (_size / 2), 0, 0.98);
        }
    }

    private async Task SaveAsync(Face? face)
    {
        await Tags.SetFaceAsync(Person.Id, face, await Viewer.SeesPrivateAsync(), CancellationToken.None);
        Dialog.Close();
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
