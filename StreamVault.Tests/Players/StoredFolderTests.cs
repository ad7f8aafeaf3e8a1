using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Players;

/// <summary>The stored files are plain HLS, which plays without StreamVault.</summary>
[Collection(ReadyVideoVault.Name)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class StoredFolderTests(ReadyVideoVault vault)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task The_copied_folder_plays_with_FFmpeg_and_without_the_server()
    {
        using var elsewhere = new TemporaryFolder();
        var playlist = CopyTo(elsewhere, withKey: true);

        (await FrameCount.ByDecodingAsync(playlist, "-allowed_extensions", "ALL")).Should().Be(ReadyVideoVault.Frames);
    }

    [Fact]
    public async Task The_copied_folder_does_not_play_without_its_key()
    {
        using var elsewhere = new TemporaryFolder();
        var playlist = CopyTo(elsewhere, withKey: false);

        var count = () => FrameCount.ByDecodingAsync(playlist, "-allowed_extensions", "ALL");

        await count.Should().ThrowAsync<Exception>();
    }

    [Fact]
    public void Only_the_servers_account_can_read_the_key()
    {
        var key = new FileInfo(Path.Combine(vault.Server.DataPath, "keys", $"{vault.Video.Id}.key"));

        key.Length.Should().Be(16);
        key.UnixFileMode.Should().Be(OwnerOnly);
        key.Directory!.UnixFileMode.Should().Be(OwnerOnly | UnixFileMode.UserExecute);
    }

    private string CopyTo(TemporaryFolder elsewhere, bool withKey)
    {
        var (id, data) = ($"{vault.Video.Id}", vault.Server.DataPath);
        Directory.CreateDirectory(elsewhere.At("videos", id));
        Directory.CreateDirectory(elsewhere.At("keys"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(data, "videos", id)))
        {
            File.Copy(file, elsewhere.At("videos", id, Path.GetFileName(file)));
        }

        if (withKey)
        {
            File.Copy(Path.Combine(data, "keys", $"{id}.key"), elsewhere.At("keys", $"{id}.key"));
        }

        return elsewhere.At("videos", id, "master.m3u8");
    }
}
