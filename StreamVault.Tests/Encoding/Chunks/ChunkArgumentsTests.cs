using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Media;
using StreamVault.Tests.Encoding.Planning;
using static StreamVault.Tests.Encoding.InputOptions;

namespace StreamVault.Tests.Encoding.Chunks;

public sealed class ChunkArgumentsTests
{
    private const string X264 =
        "-c:v libx264 -preset medium -profile:v high -g 120 -keyint_min 120 -sc_threshold 0 -threads 4 "
        + "-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv -crf 21";

    private const string Decoded = "metadata=mode=add:key=at:value=1,metadata=mode=print:key=at:file=/v/decoded";

    private static readonly VideoTrack FullHd = new(1, "h264", 1920, 1080);

    [Fact]
    public void A_chunk_is_decoded_once_and_encoded_in_all_rungs() =>
        Line(
                ChunkArguments.For(
                    Plans.Of(FullHd),
                    Plans.Of(FullHd).Chunks[1],
                    VideoEncoder.X264,
                    "/v/source",
                    rung => $"/v/{rung.Name}.part",
                    "/v/decoded"
                )
            )
            .Should()
            .Be(
                $"{Limits} -noaccurate_seek -ss 22.022000 -i file:/v/source -filter_complex "
                    + $"[0:1]{Decoded},{TimestampOutlierFilter.Filter},fps=30000/1001:start_time=0:eof_action=pass,trim=start_frame=60:end_frame=780,setpts=PTS-STARTPTS,"
                    + "scale=1920:1080:flags=bicubic:in_color_matrix=bt709:out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1,"
                    + "split=2[v0][t1];[t1]scale=1280:720:flags=bicubic,setsar=1,split=2[v1][t2];[t2]scale=854:480:flags=bicubic,setsar=1[v2] "
                    + "-map_metadata -1 -map_chapters -1 "
                    + $"-map [v0] {X264} -maxrate 4000k -bufsize 4000k -f mpegts file:/v/1080p.part "
                    + $"-map [v1] {X264} -maxrate 2000k -bufsize 2000k -f mpegts file:/v/720p.part "
                    + $"-map [v2] {X264} -maxrate 1000k -bufsize 1000k -f mpegts file:/v/480p.part"
            );

    [Fact]
    public void The_first_chunk_does_not_seek_and_the_last_may_be_a_minute_longer()
    {
        var plan = Plans.Of(FullHd with { Width = 320, Height = 240 }, seconds: 20);

        Graph(plan)
            .Should()
            .Be(
                $"[0:1]{Decoded},{TimestampOutlierFilter.Filter},fps=30000/1001:start_time=0:eof_action=pass,trim=start_frame=0:end_frame=2397,setpts=PTS-STARTPTS,"
                    + "scale=320:240:flags=bicubic:in_color_matrix=smpte170m:out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1[v0]"
            );
        Line(ChunkArguments.For(plan, plan.Chunks[0], VideoEncoder.X264, "/s", _ => "/o", "/d"))
            .Should()
            .NotContain("-ss");
    }

    [Theory]
    [InlineData("yuv420p", false, "scale=1920:1080:flags=bicubic,format")]
    [InlineData("yuv420p", true, "in_color_matrix=bt709:out_color_matrix=bt709:out_range=tv,format")]
    [InlineData("yuv420p10le", false, "in_color_matrix=bt709:out_color_matrix=bt709:out_range=tv,format=yuv420p,")]
    [InlineData("yuv422p10le", false, "in_color_matrix=bt709:out_color_matrix=bt709:out_range=tv,format=yuv420p,")]
    [InlineData("yuv444p", false, "in_color_matrix=bt709:out_color_matrix=bt709:out_range=tv,format=yuv420p,")]
    public void Colors_are_converted_only_if_necessary(string format, bool fullRange, string expected) =>
        Graph(Plans.Of(FullHd with { PixelFormat = format, HasFullRange = fullRange })).Should().Contain(expected);

    [Fact]
    public void Interlaced_video_is_deinterlaced_first() =>
        Graph(Plans.Of(FullHd with { Interlaced = true }))
            .Should()
            .StartWith($"[0:1]{Decoded},{TimestampOutlierFilter.Filter},bwdif=mode=send_frame:deint=interlaced,fps=");

    [Fact]
    public void Longer_audio_repeats_the_last_frame()
    {
        var plan = Plans.Of(FullHd, seconds: 20);
        plan = plan with { Chunks = plan.Chunks with { TailFrames = 90, TotalFrames = plan.Chunks.TotalFrames + 90 } };

        Graph(plan)
            .Should()
            .Contain(
                "fps=30000/1001:start_time=0:eof_action=pass,tpad=stop_mode=clone:stop=90,trim=start_frame=0:end_frame=2487,"
            );
    }

    [Theory]
    [InlineData("smpte2084")]
    [InlineData("arib-std-b67")]
    public void HDR_is_tone_mapped_at_the_size_of_the_largest_rung(string transfer)
    {
        var video = new VideoTrack(0, "hevc", 3840, 2160) { Color = new ColorTags(null, transfer, null) };

        Graph(Plans.Of(video) with { ToneMap = true })
            .Should()
            .Contain(
                $"setparams=color_primaries=bt2020:color_trc={transfer}:colorspace=bt2020nc,zscale=w=1920:h=1080:t=linear:npl=203,"
                    + "format=gbrpf32le,zscale=p=bt709,tonemap=mobius:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p,setsar=1,split"
            );
    }

    [Theory]
    [InlineData("bt709", 480, "yuv422p", "bt709")]
    [InlineData("bt470bg", 1080, "yuv420p10le", "smpte170m")]
    [InlineData("smpte170m", 1080, "yuvj422p", "smpte170m")]
    [InlineData("bt2020nc", 1080, "yuv420p10le", "bt2020")]
    [InlineData(null, 720, "yuv422p", "bt709")]
    [InlineData(null, 719, "yuv422p", "smpte170m")]
    public void Colors_follow_the_tags_or_the_TV_rule(string? tag, int height, string format, string matrix) =>
        Graph(
                Plans.Of(
                    new VideoTrack(0, "x", 640, height) { PixelFormat = format, Color = new ColorTags(tag, null, null) }
                )
            )
            .Should()
            .Contain($":in_color_matrix={matrix}:out_color_matrix=bt709:out_range=tv");

    [Theory]
    [InlineData("rgb24")]
    [InlineData("gbrp")]
    [InlineData("bgra")]
    [InlineData("pal8")]
    public void Red_green_and_blue_have_no_matrix(string format) =>
        Graph(Plans.Of(FullHd with { PixelFormat = format })).Should().NotContain("in_color_matrix");

    private static string Graph(EncodePlan plan) => VideoFilters.For(plan, plan.Chunks[0], "", "/v/decoded");
}
