using StreamVault.Core.Hls;

namespace StreamVault.Tests.Hls;

public sealed class WebVttTests
{
    private const string File = """
        WEBVTT

        00:00.500 --> 00:02.000
        One

        a name
        00:00:01.900 --> 01:00:05.250 align:start line:0%
        <i>Two</i>
        lines --> here

        NOTE nothing to show

        00:07.000 --> 00:06.000
        Ends before it begins

        00:08.000 --> 00:09.000

        nonsense --> 00:09.000
        No time
        """;

    [Fact]
    public void Reads_cues_with_their_settings_and_ignores_other_blocks() =>
        WebVtt
            .Read(File)
            .Should()
            .Equal(
                new WebVttCue(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2), "\nOne"),
                new WebVttCue(
                    TimeSpan.FromSeconds(1.9),
                    new TimeSpan(0, 1, 0, 5, 250),
                    " align:start line:0%\n<i>Two</i>\nlines --> here"
                )
            );

    [Fact]
    public void A_segment_has_the_cues_shown_in_it_and_its_timestamp() =>
        WebVtt
            .Segment(WebVtt.Read(File), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2))
            .Should()
            .Be(
                """
                WEBVTT
                X-TIMESTAMP-MAP=MPEGTS:180000,LOCAL:00:00:00.000

                00:00:01.900 --> 01:00:05.250 align:start line:0%
                <i>Two</i>
                lines --> here

                """
            );

    [Fact]
    public void A_segment_without_cues_is_valid() =>
        WebVtt
            .Segment([], TimeSpan.Zero, TimeSpan.FromSeconds(4), TimeSpan.Zero)
            .Should()
            .Be("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n");
}
