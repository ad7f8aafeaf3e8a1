using System.Globalization;
using StreamVault.Core.Hls;
using StreamVault.Core.Subtitles;
using TextEncoding = System.Text.Encoding;

namespace StreamVault.Tests.Subtitles;

public sealed class SubtitleFileTests
{
    [Fact]
    public void SubRip_is_read_with_its_tags_and_escaped()
    {
        Read(
                """
                1
                00:00:00,500 --> 00:00:01,500
                First line

                Third line after a blank one

                2
                00:00:01,500 --> 00:00:02,500
                Tom & Jerry <3 you: 1 < 2

                3
                00:00:02,500 --> 00:00:03,000 X1:10 X2:20
                On top --> here
                {\an8}<I>really</I> <font color="#ff0000">red</font> &amp; {\i1}on
                """
            )
            .Should()
            .Equal(
                "0.5-1.5 [] First line|Third line after a blank one",
                "1.5-2.5 [] Tom &amp; Jerry &lt;3 you: 1 &lt; 2",
                "2.5-3 [ line:0] On top --&gt; here|<i>really</i> red &amp; on"
            );
    }

    [Theory]
    [InlineData("1\r\n00:00:01,000 --> 00:00:02,000\r\nHi\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nHo\r\n")]
    [InlineData("1\r00:00:01,000 --> 00:00:02,000\rHi\r\r2\r00:00:03,000 --> 00:00:04,000\rHo")]
    [InlineData("0:0:1.0-->0:0:2.0\nHi\n0:0:3.0-->0:0:4.0\nHo")]
    [InlineData("00:01 --> 00:02\nHi\n\n\n00:03 --> 00:04\nHo\n\n")]
    [InlineData("2\n00:00:03,000 --> 00:00:04,000\nHo\n\n1\n00:00:01,000 --> 00:00:02,000\nHi\n")]
    [InlineData(
        "1\n00:00:01,000 --> 00:00:02,000\nHi\n\n2\n00:00:03,000 --> 00:00:04,000\nHo\n\n3\n00:00:09,000 --> 00:00:08,000\nNo"
    )]
    public void Untidy_SubRip_is_read(string text) => Read(text).Should().Equal("1-2 [] Hi", "3-4 [] Ho");

    [Fact]
    public void A_number_as_the_last_line_is_text() =>
        Read("1\n00:00:01,000 --> 00:00:02,000\nThe answer:\n42").Should().Equal("1-2 [] The answer:|42");

    [Fact]
    public void The_identifier_after_an_empty_WebVTT_cue_is_not_shown() =>
        Read("WEBVTT\n\n00:01.000 --> 00:02.000\n\nsecond\n00:03.000 --> 00:04.000\nHo").Should().Equal("3-4 [] Ho");

    [Fact]
    public void WebVTT_keeps_its_settings_and_tags()
    {
        Read(
                """
                WEBVTT - with a title

                STYLE
                ::cue { color: red }

                NOTE 00:00 is a time

                intro
                00:01.000 --> 00:02.000 align:start line:0 region:fred position:10%,line-left
                <v Uncle Karl>Hello <b>there</b></v> &amp; <c.yellow>welcome</c> &lrm;<00:00:01.500>now
                <script>alert(1)</script> & AT&T > 3

                this is the next identifier
                00:00:03.000 --> 01:00:04.000
                Second
                """
            )
            .Should()
            .Equal(
                "1-2 [ align:start line:0 position:10%,line-left] "
                    + "<v Uncle Karl>Hello <b>there</b></v> &amp; <c.yellow>welcome</c> &lrm;<00:00:01.500>now|"
                    + "&lt;script&gt;alert(1)&lt;/script&gt; &amp; AT&amp;T &gt; 3",
                "3-3604 [] Second"
            );
    }

    [Fact]
    public void ASS_keeps_its_text_without_drawings_and_effects()
    {
        Read(
                """
                [Script Info]
                Title: Test
                [V4+ Styles]
                Format: Name, Fontname, Fontsize, Bold, Underline, Alignment
                Style: Default,Arial,20,0,0,2
                Style: Sign,Arial,20,0,0,8
                [Events]
                Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
                Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,Not shown
                Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\pos(3,4)\be1}One, {\i1}two{\i0}\Nthree\h<3
                Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\blur3}One, {\i1}two{\r}\Nthree\h<3
                Dialogue: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,{\p1}m 0 0 l 100 0 100 100{\p0}
                Dialogue: 0,0:00:03.00,0:00:04.00,Sign,,0,0,0,,Shop
                Dialogue: 0,0:00:05.00,0:00:06.00,Sign,,0,0,0,,{\an2\b700\i1}Both {\b0}one {\p1}m 1 1{\p0}end
                """
            )
            .Should()
            .Equal(
                "1-2.5 [] One, <i>two</i>|three&nbsp;&lt;3",
                "3-4 [ line:0] Shop",
                "5-6 [] <b><i>Both </i></b><i>one end</i>"
            );
    }

    [Fact]
    public void The_alignment_of_SSA_is_read() =>
        Read(
                """
                [V4 Styles]
                Format: Name, Alignment
                Style: Top,6
                Style: Middle,10
                [Events]
                Format: Marked, Start, End, Style, Text
                Dialogue: Marked=0,0:00:01.00,0:00:02.00,*Top,Hi
                Dialogue: Marked=0,0:00:03.00,0:00:04.00,Middle,Ho
                """
            )
            .Should()
            .Equal("1-2 [ line:0] Hi", "3-4 [] Ho");

    [Theory]
    [InlineData("")]
    [InlineData("Hello")]
    [InlineData("{\"a\":1}")]
    [InlineData("\u0000\u0001\u0002 00:00:01,000 --> 00:00:02,000")]
    public void Other_files_are_rejected(string text) =>
        SubtitleFile.Read(TextEncoding.UTF8.GetBytes(text)).Should().BeNull();

    [Fact]
    public void A_shift_moves_cues_and_leaves_out_those_outside_the_video()
    {
        var file = SubtitleFile.Read("00:01 --> 00:03\nA\n\n00:05 --> 00:06\nB\n\n00:09 --> 00:12\nC"u8)!;

        Words(file.Within(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(-2)))
            .Should()
            .Equal("0-1 [] A", "3-4 [] B", "7-10 [] C");
        Words(file.Within(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(2.5)))
            .Should()
            .Equal("3.5-5.5 [] A", "7.5-8.5 [] B");
        file.Within(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(-60)).Should().BeEmpty();
    }

    // A hostile file must not take the time of a long video.
    [Theory]
    [InlineData("<")]
    [InlineData("{\\")]
    [InlineData("&#")]
    [InlineData("<v ")]
    [InlineData("00:00:01,000 --> ")]
    public void A_large_file_of_half_tokens_is_read_quickly(string part)
    {
        var text =
            "1\n00:00:01,000 --> 00:00:02,000\n" + string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
        var bytes = TextEncoding.UTF8.GetBytes(text);

        var read = () =>
        {
            SubtitleFile.Read(bytes);
        };

        read.ExecutionTime().Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    private static IEnumerable<string> Read(string text) =>
        Words(SubtitleFile.Read(TextEncoding.UTF8.GetBytes(text))!.Cues);

    private static IEnumerable<string> Words(IEnumerable<WebVttCue> cues) =>
        cues.Select(cue =>
        {
            var parts = cue.Text.Split('\n', 2);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{cue.Start.TotalSeconds}-{cue.End.TotalSeconds} [{parts[0]}] {parts[1].Replace('\n', '|')}"
            );
        });
}
