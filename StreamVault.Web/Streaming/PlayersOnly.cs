using Microsoft.AspNetCore.Routing.Matching;

namespace StreamVault.Web.Streaming;

/// <summary>Marks an endpoint that answers players in place of the page at the same address.</summary>
internal sealed class PlayersOnly
{
    public static PlayersOnly Instance { get; } = new();

    private PlayersOnly() { }
}

/// <summary>Chooses between a page and the endpoint for players at the same address.</summary>
internal sealed class PlayersOnlyPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>After the HTTP method was matched.</summary>
    public override int Order => 100;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsForPlayers);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var isPlayer = PlayerClient.IsPlayer(httpContext.Request);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && IsForPlayers(candidates[i].Endpoint) != isPlayer)
            {
                candidates.SetValidity(i, false);
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsForPlayers(Endpoint endpoint) => endpoint.Metadata.GetMetadata<PlayersOnly>() is not null;
}
