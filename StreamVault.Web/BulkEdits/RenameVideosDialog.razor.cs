using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Text;

namespace StreamVault.Web.BulkEdits;

/// <summary>Renames the selected videos by a pattern, with a preview.</summary>
public sealed partial class RenameVideosDialog : ComponentBase
{
    private readonly string _id = $"rename-{Guid.NewGuid():N}";
    private string _pattern = "{title}";
    private IReadOnlyList<Video> _videos = [];

    /// <summary>The videos.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<VideoId> Chosen { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    private string? Fault =>
        !VisibleText.IsIn(_pattern) ? "Enter a title."
        : _pattern.Any(char.IsControl) ? "The title must not contain control characters."
        : null;

    /// <summary>Shows the dialog.</summary>
    /// <returns>The changes; null if the user cancelled.</returns>
    public static async Task<VideoChanges?> AskAsync(IDialogService dialogs, IReadOnlyCollection<VideoId> chosen)
    {
        var parameters = new DialogParameters<RenameVideosDialog> { { dialog => dialog.Chosen, chosen } };
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true };
        var dialog = await dialogs.ShowAsync<RenameVideosDialog>("", parameters, options);
        return (await dialog.Result)?.Data as VideoChanges;
    }

    // Numbered in the order in which they were filmed.
    protected override async Task OnInitializedAsync()
    {
        var videos = await Videos.FindAsync(Chosen, CancellationToken.None);
        _videos =
        [
            .. videos
                .OrderBy(video => video.Timeline is null)
                .ThenBy(video => video.Timeline)
                .ThenBy(video => video.RecordedOn)
                .ThenBy(video => video.TitleKey, StringComparer.Ordinal),
        ];
    }

    private void Close()
    {
        if (Fault is null)
        {
            var titles = _videos
                .Select(
                    (video, index) => (video.Id, Title: TitlePattern.Apply(_pattern, video, index + 1, _videos.Count))
                )
                .ToDictionary(renamed => renamed.Id, renamed => renamed.Title);
            Dialog.Close(DialogResult.Ok(new VideoChanges { Titles = titles }));
        }
    }
}
