using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace StreamVault.Web.Components.Layout;

/// <summary>One of the main pages of the application.</summary>
/// <param name="Name">The displayed name.</param>
/// <param name="Url">Its URL.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Key">The letter that opens the page when pressed after g; null for none.</param>
/// <param name="Match">How URLs are matched to mark it as current.</param>
/// <param name="CountsAttention">Whether it shows the number of videos that need attention.</param>
/// <param name="InPhoneBar">Whether it is in the bar on phones. Other pages are in its menu "More".</param>
internal sealed record Place(
    string Name,
    string Url,
    string Icon,
    string? Key,
    NavLinkMatch Match,
    bool CountsAttention = false,
    bool InPhoneBar = false
)
{
    public static IReadOnlyList<Place> All { get; } =
    [
        new(
            "Library",
            StreamVaultUrls.Library.FromBase(),
            Icons.Material.Rounded.VideoLibrary,
            "l",
            NavLinkMatch.All,
            InPhoneBar: true
        ),
        new("Albums", StreamVaultUrls.Albums.FromBase(), Icons.Material.Rounded.PhotoAlbum, null, NavLinkMatch.Prefix),
        new("People", StreamVaultUrls.People.FromBase(), Icons.Material.Rounded.PeopleAlt, null, NavLinkMatch.Prefix),
        new("Tags", StreamVaultUrls.Tags.FromBase(), Icons.Material.Rounded.Sell, null, NavLinkMatch.Prefix),
        new("Places", StreamVaultUrls.Places.FromBase(), Icons.Material.Rounded.Place, "p", NavLinkMatch.Prefix),
        new(
            "Similar videos",
            StreamVaultUrls.Similar.FromBase(),
            Icons.Material.Rounded.JoinInner,
            null,
            NavLinkMatch.Prefix
        ),
        new("History", StreamVaultUrls.History.FromBase(), Icons.Material.Rounded.History, "h", NavLinkMatch.Prefix),
        new(
            "Activity",
            StreamVaultUrls.Activity.FromBase(),
            Icons.Material.Rounded.Bolt,
            "a",
            NavLinkMatch.Prefix,
            CountsAttention: true,
            InPhoneBar: true
        ),
        new(
            "Links",
            StreamVaultUrls.Links.FromBase(),
            Icons.Material.Rounded.Link,
            "k",
            NavLinkMatch.Prefix,
            InPhoneBar: true
        ),
        new("Storage", StreamVaultUrls.Storage.FromBase(), Icons.Material.Rounded.Album, "s", NavLinkMatch.Prefix),
        new("Trash", StreamVaultUrls.Trash.FromBase(), Icons.Material.Rounded.DeleteOutline, "t", NavLinkMatch.Prefix),
        new("Settings", StreamVaultUrls.Settings.FromBase(), Icons.Material.Rounded.Tune, null, NavLinkMatch.Prefix),
    ];
}
