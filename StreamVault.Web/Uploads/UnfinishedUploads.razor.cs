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
        Subscribe<UploadChange>(_ => Invalidate());
        Subscribe<LibraryChange>(_ => Invalidate());
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        _seesPrivate = await Viewer.SeesPrivateAsync();
        _uploads = await Uploads.ListAsync(await UserAsync(), DisposalToken);
    }

    private async Task RemoveAsync(UnfinishedUpload found)
    {
        await Uploads.RemoveAsync(await UserAsync(), found.Upload.Id, DisposalToken);
        await ReadAsync();
    }

    private async Task AddAsync(UnfinishedUpload found)
    {
        await Uploads.AddAnywayAsync(await UserAsync(), found.Upload.Id, DisposalToken);
        await ReadAsync();
    }

    private async Task<Guid> UserAsync() => Guid.Parse((await Session).User.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
