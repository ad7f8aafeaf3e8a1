using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Media;
using StreamVault.Tests.Encoding.Planning;
using static StreamVault.Tests.Encoding.InputOptions;

namespace StreamVault.Tests.Encoding.Attempts;

public sealed class CopyArgumentsTests
{
    [Theory]
    [InlineData("mov,mp4,m4a,3gp,3g2,mj2", "mov")]
    [InlineData("mpegts", "matroska")]
    public void Remuxes_the_video_and_then_the_audio_tracks(string container, string format) =>
        Line(CopyArguments.Copy(Media(container), "/v/source", "/v/copy"))
            .Should()
            .Be(
                $"{Limits.Replace("-reinit_filter 0", "-reinit_filter 0 -fflags +genpts")} -i file:/v/source "
                    + "-map 0:1 -map 0:2 -map 0:4 -c copy -map_metadata -1 -map_chapters -1 "
                    + $"-f {format} file:/v/copy"
            );

    [Fact]
    public void Remuxes_without_pauses_by_the_measured_timestamps() =>
        Line(CopyArguments.CopyWithoutPauses(Media("mpegts"), "/v/copy", "/v/shorter", "setts"))
            .Should()
            .StartWith("-copyts ")
            .And.EndWith("-f matroska -bsf:v setts -bsf:a setts file:/v/shorter");

    [Fact]
    public void A_stream_copy_drops_SEI_messages_and_keeps_the_timestamps() =>
        Line(CopyArguments.StreamCopy(Plans.Of(new VideoTrack(1, "h264", 1920, 1080)), "/v/source", "/v/kept"))
            .Should()
            .Be(
                $"{Limits} -i file:/v/source -map 0:1 -c copy -map_metadata -1 -map_chapters -1 "
                    + "-bsf:v filter_units=remove_types=6 -muxpreload 0 -muxdelay 0 -output_ts_offset 10.000000 "
                    + "-f mpegts file:/v/kept"
            );

    private static SourceMedia Media(string container) =>
        new(TimeSpan.FromSeconds(2), "")
        {
            Container = container,
            Video = new VideoTrack(1, "h264", 1920, 1080),
            AudioTracks = [new AudioTrack(2, "aac"), new AudioTrack(4, "aac")],
        };
}
