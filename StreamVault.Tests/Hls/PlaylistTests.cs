using StreamVault.Core.Hls;

namespace StreamVault.Tests.Hls;

public sealed class PlaylistTests
{
    [Fact]
    public void A_media_playlist_names_the_key_and_every_segment() =>
        new MediaPlaylist(
            "../../keys/0190.key",
            "000102030405060708090a0b0c0d0e0f",
            [Segment("1080p_000.ts", 4.004), Segment("1080p_001.ts", 4.004), Segment("1080p_002.ts", 1.2345678)]
        )
            .ToString()
            .Should()
            .Be(
                """
                #EXTM3U
                #EXT-X-VERSION:3
                #EXT-X-TARGETDURATION:4
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-KEY:METHOD=AES-128,URI="../../keys/0190.key",IV=0x000102030405060708090a0b0c0d0e0f
                #EXTINF:4.004000,
                1080p_000.ts
                #EXTINF:4.004000,
                1080p_001.ts
                #EXTINF:1.234568,
                1080p_002.ts
                #EXT-X-ENDLIST

                """
            );

    [Fact]
    public void A_multivariant_playlist_declares_the_bandwidth_of_each_variant() =>
        new MultivariantPlaylist([
            new VariantStream("1080p.m3u8", 5_406_144, 4_473_664, 1920, 1080, 30, "avc1.640028,mp4a.40.2"),
            new VariantStream("480p.m3u8", 1_200_000, 900_000, 854, 480, 30_000 / 1001.0, "avc1.64001F"),
        ])
            .ToString()
            .Should()
            .Be(
                """
                #EXTM3U
                #EXT-X-VERSION:3
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-STREAM-INF:BANDWIDTH=5406144,AVERAGE-BANDWIDTH=4473664,RESOLUTION=1920x1080,FRAME-RATE=30.000,CODECS="avc1.640028,mp4a.40.2"
                1080p.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=1200000,AVERAGE-BANDWIDTH=900000,RESOLUTION=854x480,FRAME-RATE=29.970,CODECS="avc1.64001F"
                480p.m3u8

                """
            );

    [Theory]
    [InlineData(0.04, 1)]
    [InlineData(0.3, 1)]
    [InlineData(3.9, 4)]
    [InlineData(4.004, 4)]
    [InlineData(4.5, 5)]
    [InlineData(10.01, 10)]
    public void The_target_duration_is_the_longest_segment_rounded_and_never_0(double seconds, int expected) =>
        new MediaPlaylist("", "", [Segment("a.ts", 0.01), Segment("b.ts", seconds)])
            .TargetDuration.Should()
            .Be(expected);

    internal static Segment Segment(string name, double seconds, long bytes = 0) =>
        new(name, TimeSpan.FromSeconds(seconds), bytes);
}
