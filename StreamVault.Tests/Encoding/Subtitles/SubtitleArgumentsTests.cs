using StreamVault.Core.Encoding.Subtitles;
using StreamVault.Core.Media;
using static StreamVault.Tests.Encoding.InputOptions;

namespace StreamVault.Tests.Encoding.Subtitles;

public sealed class SubtitleArgumentsTests
{
    [Fact]
    public void All_subtitles_are_extracted_at_once() =>
        Line(SubtitleArguments.For([(new SubtitleTrack(3), "/a"), (new SubtitleTrack(5), "/b")], "/v/source", 99))
            .Should()
            .Be(
                $"{Limits} -i file:/v/source -map 0:3 -map_metadata -1 -map_chapters -1 -fs 99 -c:s webvtt -f webvtt file:/a "
                    + "-map 0:5 -map_metadata -1 -map_chapters -1 -fs 99 -c:s webvtt -f webvtt file:/b"
            );
}
