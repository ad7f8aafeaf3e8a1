using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Background;
using StreamVault.Core.Library;
using StreamVault.Core.Similarity;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Similarity;

/// <summary>Shows pairs of videos that seem to show the same moment, and lets the user decide.</summary>
public sealed partial class SimilarPage : LiveComponent
{
    private const int Shown = 25;
    private ElementReference _heading;
    private IReadOnlyList<SimilarPair>? _pairs;
    private int _waiting;

    [Inject]
    private SimilarPairs Pairs { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Subscribe<OrganizationChange>(_ => Invalidate());
        Subscribe<LibraryChange>(_ => Invalidate());
        Subscribe<BackgroundChange>(_ => Invalidate());
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        _pairs = await Pairs.ListAsync(withPrivate, DisposalToken);
        _waiting = await Pairs.CountWaitingAsync(withPrivate, DisposalToken);
    }

    private async Task DecideAsync(SimilarPair pair, SimilarDecision decision)
    {
        var (first, second) = (pair.First.Id, pair.Second.Id);
        var withPrivate = await Viewer.SeesPrivateAsync();
        if (!await Pairs.DecideAsync(first, second, decision, withPrivate, CancellationToken.None))
        {
            Toasts.Add("One of these videos is no longer in the library.", Severity.Error);
            await ReadAsync();
            return;
        }

        var pairs = Pairs;
        Toasts.ShowUndo(
            Done(pair, decision),
            Task () => pairs.UndoAsync(first, second, decision, CancellationToken.None)
        );
        await ReadAsync();
        // The button that had the focus is gone.
        await _heading.TryFocusAsync();
    }

    private static string Done(SimilarPair pair, SimilarDecision decision) =>
        decision switch
        {
            SimilarDecision.Separate => "Both videos are kept",
            SimilarDecision.Linked => "Both videos are kept and linked",
            SimilarDecision.KeepFirst => $"“{pair.Second.Title}” was moved to the trash",
            _ => $"“{pair.First.Title}” was moved to the trash",
        };
}
