using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Originals;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Originals;

/// <summary>Lets the owner choose what happens to originals.</summary>
public sealed partial class OriginalsPanel : LiveComponent
{
    private OriginalsPolicy? _policy;
    private bool _saved;

    [Inject]
    private OriginalFiles Originals { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Subscribe<OriginalsChange>(change => _policy = change.Policy);
        _policy = await Originals.PolicyAsync(DisposalToken);
    }

    private async Task ChooseAsync(OriginalsPolicy policy)
    {
        await Originals.ChooseAsync(policy, CancellationToken.None);
        (_policy, _saved) = (policy, true);
    }
}
