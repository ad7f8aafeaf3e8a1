using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace StreamVault.Web.Components.Layout;

/// <summary>One of the five places of the application.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Icon">Its drawing.</param>
/// <param name="Key">The letter that, after g, leads there; null if none does.</param>
/// <param name="Match">Which pages count as being there.</param>
/// <param name="CountsAttention">Whether it shows how many videos need attention.</param>
internal sealed record Place(
    string Name,
    string Url,
    string Icon,
    string? Key,
    NavLinkMatch Match,
    bool CountsAttention = false
)
{
    public static IReadOnlyList<Place> All { get; } =
    [
        new("Library", StreamVaultUrls.Library.FromBase(), Icons.Material.Rounded.VideoLibrary, "l", NavLinkMatch.All),
        new(
            "Activity",
            StreamVaultUrls.Activity.FromBase(),
            Icons.Material.Rounded.Bolt,
            "a",
            NavLinkMatch.Prefix,
            true
        ),
        new("Links", StreamVaultUrls.Links.FromBase(), Icons.Material.Rounded.Link, "k", NavLinkMatch.Prefix),
        new("Storage", StreamVaultUrls.Storage.FromBase(), Icons.Material.Rounded.Album, "s", NavLinkMatch.Prefix),
        new("Settings", StreamVaultUrls.Settings.FromBase(), Icons.Material.Rounded.Tune, null, NavLinkMatch.Prefix),
    ];
}
