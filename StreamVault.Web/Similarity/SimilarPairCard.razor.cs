using Microsoft.AspNetCore.Components;
using StreamVault.Core.Similarity;

namespace StreamVault.Web.Similarity;

/// <summary>Shows two similar videos side by side, with what differs and the possible decisions.</summary>
public sealed partial class SimilarPairCard
{
    private VersionComparison _comparison = default!;
    private bool _deciding;

    /// <summary>The pair.</summary>
    [Parameter, EditorRequired]
    public required SimilarPair Pair { get; set; }

    /// <summary>Carries out a decision.</summary>
    [Parameter, EditorRequired]
    public required Func<SimilarDecision, Task> Decide { get; set; }

    private string Label => $"“{Pair.First.Title}” and “{Pair.Second.Title}”";

    protected override void OnParametersSet() => _comparison = VersionComparison.Of(Pair.First, Pair.Second);

    private async Task ChooseAsync(SimilarDecision decision)
    {
        _deciding = true;
        try
        {
            await Decide(decision);
        }
        finally
        {
            _deciding = false;
        }
    }
}
