using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Web.Accounts;

namespace StreamVault.Web.Albums;

/// <summary>Searches for videos and asks which to add to an album.</summary>
public sealed partial class AddVideosDialog : ComponentBase
{
    private const int MaxShown = 50;
    private readonly string _id = $"add-{Guid.NewGuid():N}";
    private readonly List<VideoId> _chosen = [];
    private IReadOnlyList<Video> _found = [];
    private int _total;
    private string _text = "";

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    /// <summary>Shows the dialog.</summary>
    /// <returns>The chosen videos, in the order in which they were chosen; null if the user cancelled.</returns>
    public static async Task<IReadOnlyList<VideoId>?> AskAsync(IDialogService dialogs)
    {
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true };
        var dialog = await dialogs.ShowAsync<AddVideosDialog>("", options);
        return (await dialog.Result)?.Data as IReadOnlyList<VideoId>;
    }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        var text = _text;
        var page = await Videos.ListAsync(
            new VideoQuery(text, Take: MaxShown, WithPrivate: await Viewer.SeesPrivateAsync()),
            CancellationToken.None
        );
        // The result for an earlier text may arrive later.
        if (text == _text)
        {
            (_found, _total) = (page.Items, page.Total);
        }
    }

    private void Choose(VideoId video, bool chosen)
    {
        _chosen.Remove(video);
        if (chosen)
        {
            _chosen.Add(video);
        }
    }
}
