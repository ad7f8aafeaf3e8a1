using Microsoft.AspNetCore.Components;
using StreamVault.Core.Imports;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Imports;

/// <summary>Which folder is watched, what came in last, what waits and what was set aside; nothing if none is watched.</summary>
public sealed partial class WatchedFolderPanel : LiveComponent
{
    private IReadOnlyList<SetAsideFile> _setAside = [];

    [Inject]
    private WatchedFolder Folder { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Follow<WatchedFolderChange>(_ => Outdate());
        await ReadAsync();
    }

    protected override Task ReadAsync()
    {
        _setAside = Folder.SetAside;
        return Task.CompletedTask;
    }
}
