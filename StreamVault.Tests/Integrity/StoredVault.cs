using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Integrity;

/// <summary>Damage to a video as API clients see it.</summary>
public sealed record DamagedFileJson(string Name, string Kind);

/// <inheritdoc cref="DamagedFileJson" />
public sealed record DamageJson(DateTimeOffset Since, string Summary, string Advice, DamagedFileJson[] Files);

/// <inheritdoc cref="DamagedFileJson" />
public sealed record CheckedVideoJson(Guid Id, string Status, DamageJson? Damage, DateTimeOffset? CheckedAt);

/// <summary>A vault with one encoded video and its original, whose files can be damaged and restored.</summary>
public sealed class StoredVault : IAsyncLifetime
{
    public const string Quality = "480p";
    public const string Segment = Quality + "_001.ts";
    private readonly Dictionary<string, byte[]> _whole = [];

    public StreamVaultApp App { get; } =
        new()
        {
            Workers = 1,
            Settings =
            {
                ["StreamVault:Originals:Policy"] = "Keep",
                ["StreamVault:Encoding:SegmentDuration"] = "00:00:01",
            },
        };

    public HttpClient Client { get; private set; } = null!;

    public VideoId Id { get; private set; }

    public VaultStorage Storage => App.Services.GetRequiredService<VaultStorage>();

    public string Folder => Storage.VideoFolder(Id);

    public string Download => StreamVaultUrls.Download(Id, Quality);

    public async Task InitializeAsync()
    {
        Client = await App.SignInAsync();
        var video = await Client.UploadAsync(await Clips.SmallAsync(), "Beach");
        Id = new VideoId(video.Id);
        await Client.ReadyAsync(video.Id);
        await Until.TrueAsync(() => File.Exists(Storage.OriginalPath(Id)));
        foreach (var path in Directory.GetFiles(Folder).Append(Storage.KeyPath(Id)).Append(Storage.OriginalPath(Id)))
        {
            _whole[path] = await File.ReadAllBytesAsync(path);
        }
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>Damages one file in the given way.</summary>
    public void Damage(string kind)
    {
        var (path, how) = kind.Split(' ') switch
        {
            [var what, "segment"] => (Path.Combine(Folder, Segment), what),
            [var what, "playlist"] => (Path.Combine(Folder, Quality + ".m3u8"), what),
            [var what, "poster"] => (Storage.PosterPath(Id), what),
            [var what, "key"] => (Storage.KeyPath(Id), what),
            [var what, "original"] => (Storage.OriginalPath(Id), what),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        if (how == "missing")
        {
            File.Delete(path);
            return;
        }

        using var file = File.Open(path, FileMode.Open);
        switch (how)
        {
            case "truncated":
                file.SetLength(file.Length - 16);
                break;
            default:
                file.Position = file.Length / 2;
                var old = file.ReadByte();
                file.Position--;
                file.WriteByte((byte)(old ^ 1));
                break;
        }
    }

    /// <summary>Restores everything, as from a backup, and runs a full check.</summary>
    public async Task<CheckedVideoJson> RestoreAsync()
    {
        foreach (var (path, bytes) in _whole)
        {
            await File.WriteAllBytesAsync(path, bytes);
        }

        return await CheckAsync();
    }

    public async Task<CheckedVideoJson> CheckAsync()
    {
        using var answer = await Client.PostAsync($"{StreamVaultUrls.ApiVideo(Id)}/check", null);
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<CheckedVideoJson>())!;
    }

    public async Task<CheckedVideoJson> VideoAsync() =>
        (await Client.GetFromJsonAsync<CheckedVideoJson>(StreamVaultUrls.ApiVideo(Id)))!;

    /// <summary>Waits until the video is marked as damaged.</summary>
    public Task<DamageJson> MarkAsync() => Until.GotAsync(async () => (await VideoAsync()).Damage);
}
