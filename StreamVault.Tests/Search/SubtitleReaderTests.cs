using System.Security.Cryptography;
using StreamVault.Core.Entities;
using StreamVault.Core.Hls;
using StreamVault.Core.Keys;
using StreamVault.Core.Passages;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Search;

public sealed class SubtitleReaderTests
{
    private const string Iv = "000102030405060708090a0b0c0d0e0f";

    [Fact]
    public async Task Reads_each_line_once_from_encrypted_segments()
    {
        using var folder = new TemporaryFolder();
        var storage = new VaultStorage(folder.FullName);
        using var keys = new ContentKeyStore(storage);
        var video = VideoId.New(DateTimeOffset.UnixEpoch);
        keys.Ensure(video);
        Directory.CreateDirectory(storage.VideoFolder(video));
        WebVttCue[] cues =
        [
            new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), " line:0\nGood <i>morning</i>\nall"),
            new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8), "\nTom &amp; Jerry"),
        ];
        using var aes = Aes.Create();
        aes.Key = keys.Find(video)!;
        foreach (var segment in new[] { 0, 1 })
        {
            var text = WebVtt.Segment(
                cues,
                TimeSpan.FromSeconds(segment * 6),
                TimeSpan.FromSeconds((segment + 1) * 6),
                TimeSpan.FromSeconds(10)
            );
            await File.WriteAllBytesAsync(
                Path.Combine(storage.VideoFolder(video), $"subtitle_1_00{segment}.vtt"),
                aes.EncryptCbc(System.Text.Encoding.UTF8.GetBytes(text), Convert.FromHexString(Iv))
            );
        }

        await File.WriteAllTextAsync(
            Path.Combine(storage.VideoFolder(video), "subtitle_1.m3u8"),
            new MediaPlaylist(
                "key",
                Iv,
                [
                    new Segment("subtitle_1_000.vtt", TimeSpan.FromSeconds(6), 1),
                    new Segment("subtitle_1_001.vtt", TimeSpan.FromSeconds(6), 1),
                ]
            ).ToString()
        );

        var lines = await new SubtitleReader(storage, keys).ReadAsync(video, CancellationToken.None);

        lines.Should().Equal(new Passage(1, "Good morning all"), new Passage(5, "Tom & Jerry"));
    }

    [Fact]
    public async Task A_video_without_subtitles_has_no_lines()
    {
        using var folder = new TemporaryFolder();
        var storage = new VaultStorage(folder.FullName);
        using var keys = new ContentKeyStore(storage);

        var lines = await new SubtitleReader(storage, keys).ReadAsync(
            VideoId.New(DateTimeOffset.UnixEpoch),
            CancellationToken.None
        );

        lines.Should().BeEmpty();
    }
}
