using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Imports;
using StreamVault.Core.Library;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Imports;

/// <summary>A server that polls a watched folder every second.</summary>
internal sealed class WatchedVault : IAsyncDisposable
{
    private readonly TemporaryFolder _own = new();

    public WatchedVault(string? folder = null, Action<IDictionary<string, string?>>? more = null)
    {
        Folder = folder ?? _own.At("inbox");
        Directory.CreateDirectory(Folder);
        App = new StreamVaultApp();
        App.Settings["StreamVault:WatchedFolder:Path"] = Folder;
        App.Settings["StreamVault:WatchedFolder:UnchangedFor"] = "00:00:01";
        App.Settings["StreamVault:WatchedFolder:PollingInterval"] = "00:00:01";
        more?.Invoke(App.Settings);
    }

    public StreamVaultApp App { get; }

    /// <summary>The folder, absolute.</summary>
    public string Folder { get; }

    public WatchedFolder Report => App.Services.GetRequiredService<WatchedFolder>();

    public string At(params string[] names) => Path.Combine([Folder, .. names]);

    /// <summary>Copies a clip into the folder.</summary>
    public async Task PutAsync(string name, string? clip = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.Copy(clip ?? await Clips.SmallAsync(), At(name));
    }

    /// <summary>Adds a clip of exactly the same size that isn't a duplicate.</summary>
    public async Task PutAnotherAsync(string name)
    {
        var bytes = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(At(name), bytes);
    }

    public async Task<IReadOnlyList<Video>> VideosAsync() =>
        (
            await App
                .Services.GetRequiredService<VideoLibrary>()
                .ListAsync(new VideoQuery(Sort: VideoSort.Title), CancellationToken.None)
        ).Items;

    /// <summary>Waits until there are that many videos.</summary>
    public Task<IReadOnlyList<Video>> UntilThereAreAsync(int count) =>
        Until.GotAsync<IReadOnlyList<Video>>(async () =>
            await VideosAsync() is var videos && videos.Count >= count ? videos : null
        );

    /// <summary>The files in the vault's imports folder.</summary>
    public IEnumerable<string> UnderWay => Directory.EnumerateFiles(Path.Combine(App.DataPath, "imports"));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _own.Dispose();
    }
}
