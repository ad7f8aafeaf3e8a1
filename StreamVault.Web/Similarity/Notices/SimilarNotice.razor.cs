using Microsoft.AspNetCore.Components;
using StreamVault.Core.Library;
using StreamVault.Core.Similarity;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Similarity.Notices;

/// <summary>Says that there are similar videos to review. Shows nothing if there are none.</summary>
public sealed partial class SimilarNotice : LiveComponent
{
    private int _count;

    [Inject]
    private SimilarPairs Pairs { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Subscribe<OrganizationChange>(_ => Invalidate());
        Subscribe<LibraryChange>(_ => Invalidate());
        await ReadAsync();
    }

    protected override async Task ReadAsync() =>
        _count = await Pairs.CountAsync(await Viewer.SeesPrivateAsync(), DisposalToken);
}
