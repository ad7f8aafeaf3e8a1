using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Storage;

/// <summary>Shows how the disk space is used.</summary>
public sealed partial class StoragePage : LiveComponent
{
    private const int Largest = 10;
    private IReadOnlyList<Video> _largest = [];
    private LibrarySize? _size;
    private TrashSize _trash;
    private bool _withPrivate;
    private DiskUse? _use;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private VaultStorage Vault { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Subscribe<LibraryChange>(_ => Invalidate());
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        _withPrivate = await Viewer.SeesPrivateAsync();
        _size = await Videos.MeasureAsync(_withPrivate, DisposalToken);
        _trash = await Videos.MeasureTrashAsync(_withPrivate, DisposalToken);
        _largest = await Videos.LargestAsync(Largest, _withPrivate, DisposalToken);
        var unfinished = Vault.SizeOfPartialUploads();
        _use = new DiskUse(
            Vault.DiskBytes,
            Vault.FreeBytes,
            _size.StoredBytes,
            Math.Max(0, VaultStorage.SizeOf(Vault.UploadsFolder) - unfinished),
            VaultStorage.SizeOf(Vault.AllWorkFolder),
            _size.OriginalBytes,
            (await Videos.MeasureTrashAsync(withPrivate: true, DisposalToken)).Bytes,
            unfinished
        );
    }

    private string Share(Video video) =>
        FormattableString.Invariant(
            $"{100.0 * (video.StoredBytes ?? 0) / Math.Max(1, _largest[0].StoredBytes ?? 1):0.#}%"
        );
}
