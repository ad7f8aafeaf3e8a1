using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Core.Tokens;

namespace StreamVault.Web.Library;

/// <summary>Asks for confirmation before videos are deleted, and says what is deleted with them.</summary>
public sealed partial class DeleteVideosDialog : ComponentBase
{
    private DeletionSummary? _summary;

    /// <summary>The videos to delete.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<VideoId> Chosen { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private AccessTokens Tokens { get; set; } = default!;

    [Inject]
    private VaultStorage Storage { get; set; } = default!;

    private string Heading => Chosen.Count == 1 ? "Delete this video?" : $"Delete {Chosen.Count} videos?";

    /// <summary>Shows the dialog.</summary>
    /// <returns>True if the user confirmed.</returns>
    public static async Task<bool> AskAsync(IDialogService dialogs, IReadOnlyList<VideoId> chosen)
    {
        var parameters = new DialogParameters<DeleteVideosDialog> { { dialog => dialog.Chosen, chosen } };
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true };
        var dialog = await dialogs.ShowAsync<DeleteVideosDialog>("", parameters, options);
        return await dialog.Result is { Canceled: false };
    }

    protected override async Task OnInitializedAsync()
    {
        var summary = new DeletionSummary([], 0, 0);
        foreach (var id in Chosen)
        {
            if (await Videos.FindAsync(id, CancellationToken.None) is { } video)
            {
                var (_, bytes) = Storage.Measure(id);
                var links = await Tokens.ListAsync(id, withPrivate: true, CancellationToken.None);
                var working = links.Count(listing => !Tokens.HasExpired(listing.Token));
                summary = summary.With(video.Title, bytes, working, video.OriginalBytes is not null);
            }
        }

        _summary = summary;
    }
}
