using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StreamVault.Core.Library;
using StreamVault.Core.Uploads;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Uploads;

/// <summary>Lists unfinished uploads with their progress and expiry, and lets the user remove them.</summary>
public sealed partial class UnfinishedUploads : LiveComponent
{
    private IReadOnlyList<UnfinishedUpload> _uploads = [];
    private bool _seesPrivate;

    [CascadingParameter]
    private Task<AuthenticationState> Session { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private ResumableUploads Uploads { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Follow<UploadChange>(_ => Outdate());
        Follow<LibraryChange>(_ => Outdate());
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        _seesPrivate = await Viewer.SeesPrivateAsync();
        _uploads = await Uploads.ListAsync(await UserAsync(), Leaving);
    }

    private async Task RemoveAsync(UnfinishedUpload found)
    {
        await Uploads.RemoveAsync(await UserAsync(), found.Upload.Id, Leaving);
        await ReadAsync();
    }

    private async Task AddAsync(UnfinishedUpload found)
    {
        await Uploads.AddAnywayAsync(await UserAsync(), found.Upload.Id, Leaving);
        await ReadAsync();
    }

    private async Task<Guid> UserAsync() => Guid.Parse((await Session).User.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
