using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Adoption;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Integrity;

/// <summary>
/// Shows files without a database row, which can be adopted or deleted, and videos whose files are missing.
/// </summary>
public sealed partial class QuarantinePanel : LiveComponent
{
    private readonly Dictionary<string, string> _refusals = [];
    private IReadOnlyList<QuarantinedItem> _items = [];
    private string? _adopting;
    private bool _seesPrivate;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private Quarantine Quarantine { get; set; } = default!;

    [Inject]
    private QuarantineAdoption Adoption { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private StartupReconciler Reconciler { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private IReadOnlyList<MissingFiles> Missing =>
        [.. Reconciler.Missing.Where(missing => !Videos.Hidden.IsHidden(missing.Video, _seesPrivate))];

    protected override async Task OnInitializedAsync()
    {
        Subscribe<QuarantineChange>(_ => Invalidate());
        await ReadAsync();
    }

    // This may read many files, so it does not run on the rendering thread.
    protected override async Task ReadAsync()
    {
        _seesPrivate = await Viewer.SeesPrivateAsync();
        var items = await Task.Run(Quarantine.List, DisposalToken);
        _items = [.. items.Where(item => _seesPrivate || item.Known is not { Private: true })];
    }

    private async Task AdoptAsync(QuarantinedItem item)
    {
        _adopting = item.Id;
        StateHasChanged();
        try
        {
            _refusals.Remove(item.Id);
            // Runs to the end even if the user leaves the page.
            if (await Adoption.RunAsync(item.Id, CancellationToken.None) is AdoptionOutcome.Refused(var reason))
            {
                _refusals[item.Id] = reason;
            }
        }
        finally
        {
            _adopting = null;
        }

        await ReadAsync();
    }

    private async Task DeleteAsync(QuarantinedItem item)
    {
        var message =
            $"This permanently deletes “{item.Name}” ({ByteText.Of(item.Bytes)}). It may be the only copy of a video.";
        if (await ConfirmDialog.AskAsync(Dialogs, "Delete from quarantine?", message, "Delete"))
        {
            await Task.Run(() => Quarantine.Delete(item.Id), CancellationToken.None);
            await ReadAsync();
        }
    }

    private static string KindOf(QuarantinedItem item) =>
        item.Kind switch
        {
            QuarantineKind.Video => "Video",
            QuarantineKind.Upload => "Uploaded file",
            QuarantineKind.Key => "Key",
            QuarantineKind.Work => "Unfinished encode",
            QuarantineKind.Database => "Database",
            _ => "Files",
        };

    private static string Facts(QuarantinedItem item)
    {
        List<string> facts = [];
        if (item.Known?.DurationSeconds is { } seconds)
        {
            facts.Add(Readable.Length(seconds));
        }

        if (item.Known?.Source?.FileName is { } name)
        {
            facts.Add(name);
        }

        return string.Concat(facts.Select(fact => " · " + fact));
    }
}
