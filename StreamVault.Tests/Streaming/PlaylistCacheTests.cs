using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Streaming;

namespace StreamVault.Tests.Streaming;

public sealed class PlaylistCacheTests : IDisposable
{
    private static readonly VideoId Video = VideoId.New(DateTimeOffset.UnixEpoch);
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly PlaylistCache _playlists;

    public PlaylistCacheTests()
    {
        var storage = new VaultStorage(_folder.FullName);
        Directory.CreateDirectory(storage.VideoFolder(Video));
        _path = Path.Combine(storage.VideoFolder(Video), "720p.m3u8");
        File.WriteAllText(_path, "#EXTM3U\n720p_000.ts\n");
        _playlists = new PlaylistCache(storage, new StoredSizes(storage));
    }

    public void Dispose()
    {
        _playlists.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Caches_the_text_for_the_last_token()
    {
        var playlist = _playlists.Find(Video, "720p")!;

        var first = playlist.For("one");

        playlist.For("one").Should().BeSameAs(first);
        Text(playlist.For("two")).Should().Be("#EXTM3U\n720p/720p_000.ts?token=two\n");
        Text(playlist.For("one")).Should().Be("#EXTM3U\n720p/720p_000.ts?token=one\n");
        playlist.For("two").Tag.Should().NotBe(first.Tag);
        Text(playlist.For(null)).Should().Be("#EXTM3U\n720p/720p_000.ts\n");
    }

    [Fact]
    public void Never_returns_a_replaced_or_deleted_playlist()
    {
        _playlists.Find(Video, "720p");

        File.WriteAllText(_path, "#EXTM3U\n720p_000.ts\n720p_001.ts\n");

        Text(_playlists.Find(Video, "720p")!.For(null)).Should().EndWith("720p/720p_001.ts\n");
        File.Delete(_path);
        _playlists.Find(Video, "720p").Should().BeNull();
    }

    private static string Text(PlaylistText playlist) => System.Text.Encoding.UTF8.GetString(playlist.Bytes);
}
