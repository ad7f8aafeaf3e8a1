using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Tags;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Tags;

/// <summary>A page that lists tags or people.</summary>
public abstract class TagListPage : LiveComponent
{
    [Inject]
    private TagLibrary Library { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    /// <summary>Tags or people.</summary>
    protected abstract TagKind Kind { get; }

    /// <summary>The tags; null while they are loaded.</summary>
    protected IReadOnlyList<TagListing>? Listings { get; private set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Subscribe<TagsChange>(_ => Invalidate());
        Subscribe<LibraryChange>(_ => Invalidate());
        await ReadAsync();
    }

    /// <inheritdoc />
    protected override async Task ReadAsync() =>
        Listings = await Library.ListAsync(Kind, await Viewer.SeesPrivateAsync(), DisposalToken);

    /// <summary>The names of all others.</summary>
    protected IReadOnlyList<string> NamesBut(TagListing listing) =>
        [.. (Listings ?? []).Where(other => other != listing).Select(other => other.Tag.Name)];
}
