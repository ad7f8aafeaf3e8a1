using StreamVault.Core.Hls;

namespace StreamVault.Tests.Hls;

public sealed class RenditionTests
{
    [Fact]
    public void Audio_and_subtitles_are_offered_with_every_variant() =>
        new MultivariantPlaylist([
            new VariantStream("720p.m3u8", 2_000_000, 1_000_000, 1280, 720, 25, "avc1.64001F,mp4a.40.2"),
            new VariantStream("480p.m3u8", 900_000, 500_000, 854, 480, 25, "avc1.64001F,mp4a.40.2"),
        ])
        {
            Renditions =
            [
                new Rendition(RenditionKind.Audio, "English", "en", null)
                {
                    IsDefault = true,
                    IsAutoselected = true,
                    Channels = 2,
                },
                new Rendition(RenditionKind.Audio, "Audio 2", null, "audio_1.m3u8")
                {
                    Channels = 2,
                    Bandwidth = 130_000,
                    AverageBandwidth = 128_000,
                },
                new Rendition(RenditionKind.Subtitles, "Deutsch", "de", "subtitle_1.m3u8")
                {
                    IsAutoselected = true,
                    IsForced = true,
                    Bandwidth = 400,
                    AverageBandwidth = 300,
                },
            ],
        }
            .ToString()
            .Should()
            .Be(
                """
                #EXTM3U
                #EXT-X-VERSION:4
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2"
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Audio 2",DEFAULT=NO,AUTOSELECT=NO,CHANNELS="2",URI="audio_1.m3u8"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="Deutsch",LANGUAGE="de",DEFAULT=NO,AUTOSELECT=YES,FORCED=YES,URI="subtitle_1.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=2130400,AVERAGE-BANDWIDTH=1128300,RESOLUTION=1280x720,FRAME-RATE=25.000,CODECS="avc1.64001F,mp4a.40.2",AUDIO="sound",SUBTITLES="subtitles"
                720p.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=1030400,AVERAGE-BANDWIDTH=628300,RESOLUTION=854x480,FRAME-RATE=25.000,CODECS="avc1.64001F,mp4a.40.2",AUDIO="sound",SUBTITLES="subtitles"
                480p.m3u8

                """
            );
}
