using StreamVault.Web.Streaming;

namespace StreamVault.Tests.Streaming;

public sealed class PlaylistTemplateTests
{
    private const string Stored =
        "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"Père\",URI=\"audio_1.m3u8\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\n720p.m3u8\n";

    [Theory]
    [InlineData(null, "")]
    [InlineData("secret", "?token=secret")]
    public void Adds_the_token_to_every_URI_and_changes_nothing_else(string? token, string query)
    {
        var template = PlaylistTemplate.Multivariant(Stored);

        Write(template, token)
            .Should()
            .Be(
                $"#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"Père\",URI=\"audio_1.m3u8{query}\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\n720p.m3u8{query}\n"
            );
    }

    [Fact]
    public void Segment_URIs_are_below_their_quality_and_the_key_is_beside_it()
    {
        var template = PlaylistTemplate.Media(
            "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"/somewhere/a.key\",IV=0x01\n#EXTINF:4.0,\n720p_000.ts\n#EXT-X-ENDLIST\n",
            "720p"
        );

        Write(template, "t")
            .Should()
            .Be(
                "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"key?token=t\",IV=0x01\n#EXTINF:4.0,\n720p/720p_000.ts?token=t\n#EXT-X-ENDLIST\n"
            );
    }

    private static string Write(PlaylistTemplate template, string? token) =>
        System.Text.Encoding.UTF8.GetString(template.With(token));
}
