using Microsoft.AspNetCore.Components;
using StreamVault.Core.Imports;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Imports;

/// <summary>Shows the watched folder, if any, with its latest import and its waiting and set-aside files.</summary>
public sealed partial class WatchedFolderPanel : LiveComponent
{
    private IReadOnlyList<SetAsideFile> _setAside = [];

    [Inject]
    private WatchedFolder Folder { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Subscribe<WatchedFolderChange>(_ => Invalidate());
        await ReadAsync();
    }

    protected override Task ReadAsync()
    {
        _setAside = Folder.SetAside;
        return Task.CompletedTask;
    }
}
