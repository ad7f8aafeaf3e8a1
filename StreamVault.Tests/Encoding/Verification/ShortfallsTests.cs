using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Verification;
using StreamVault.Core.Media;
using StreamVault.Tests.Encoding.Planning;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Verification;

/// <summary>Compares the result with the packets of the source.</summary>
public sealed class ShortfallsTests
{
    private static readonly VideoTrack Video = new(0, "h264", 640, 360)
    {
        GridRate = new FrameRate(30_000, 1001),
        AverageRate = new FrameRate(30_000, 1001),
    };

    [Theory]
    [InlineData(60, 60.2)]
    [InlineData(60, 59)]
    [InlineData(7200, 7207)]
    public void Tolerates_a_slightly_shorter_video(double came, double promised) =>
        Frames(came, promised, packets: 100, decoded: 100, shown: 100).Should().BeEmpty();

    [Fact]
    public void Reports_a_video_that_is_too_short() =>
        Frames(58, 60, packets: 100, decoded: 100, shown: 100)
            .Should()
            .Equal("The video is too short: 58.0 of 60.0 seconds were encoded.");

    [Fact]
    public void Reports_frames_that_were_not_decoded() =>
        Frames(60, 60, packets: 1_800, decoded: 600, shown: 600)
            .Should()
            .Equal("1,200 of 1,800 video frames could not be decoded.");

    [Fact]
    public void Reports_decoded_frames_that_are_not_shown() =>
        Frames(60, 60, packets: 75, decoded: 75, shown: 72)
            .Should()
            .Equal("3 of 75 frames are not shown: their timestamps conflict.");

    [Fact]
    public void Two_fields_make_one_frame() =>
        Shortfalls
            .Video(
                Plans.Of(Video with { Interlaced = true }),
                Promise(new ExpectedTrack(0, 200, 60, 60)),
                TimeSpan.FromSeconds(60),
                new DecodedFrames(100, 100)
            )
            .Should()
            .BeEmpty();

    [Fact]
    public void A_variable_rate_may_drop_frames() =>
        Shortfalls
            .Video(
                Plans.Of(Video with { AverageRate = new FrameRate(17, 1) }),
                Promise(new ExpectedTrack(0, 100, 60, 60)),
                TimeSpan.FromSeconds(60),
                new DecodedFrames(100, 80)
            )
            .Should()
            .BeEmpty();

    [Theory]
    [InlineData(0.98, 4.9, "The audio is too short: 1.0 of 4.9 seconds could be decoded.")]
    [InlineData(4.8, 4.9, null)]
    [InlineData(4.8, null, null)]
    public void Reports_audio_that_is_too_short(double came, double? promised, string? words) =>
        Shortfalls
            .Audio("The audio", new ExpectedTrack(1, 100, promised, promised), Encoded(came, 5, 5))
            .Should()
            .Be(words);

    [Theory]
    [InlineData(10, 7, "The audio is silent for about 3 seconds in which the original isn't.")]
    [InlineData(10, 9, null)]
    [InlineData(0, 0, null)]
    [InlineData(1000, 985, null)]
    public void Reports_silence_that_is_not_in_the_source(int loud, int heard, string? words) =>
        Shortfalls.Audio("The audio", new ExpectedTrack(1, 100, 10, 10), Encoded(10, loud, heard)).Should().Be(words);

    private static IEnumerable<string> Frames(double came, double promised, long packets, long decoded, long shown) =>
        Shortfalls.Video(
            Plans.Of(Video),
            Promise(new ExpectedTrack(0, packets, promised, promised)),
            TimeSpan.FromSeconds(came),
            new DecodedFrames(decoded, shown)
        );

    private static ExpectedContent Promise(ExpectedTrack track) =>
        new([track], false, false) { KeyFrames = KeyFrameSizes.None };

    private static EncodedAudio Encoded(double seconds, int loud, int heard) =>
        new(0, new AudioTrack(1, "aac"), TimeSpan.FromSeconds(seconds), false)
        {
            LoudSeconds = loud,
            HeardSeconds = heard,
        };
}

/// <summary>Counts decoded frames.</summary>
public sealed class DecodedFramesTests
{
    private static readonly ChunkPlan Chunks = ChunkPlan.Make(
        new FrameRate(25, 1),
        TimeSpan.FromSeconds(100),
        null,
        TimeSpan.FromSeconds(4),
        2
    );

    [Fact]
    public void Counts_each_frame_in_the_chunk_that_shows_it() =>
        // Read from two seconds before the chunk to two after it.
        Count(Chunks[1], Enumerable.Range(0, 300).Select(i => i / 25.0)).Should().Be(new DecodedFrames(200, 200));

    [Fact]
    public void A_frame_with_an_earlier_timestamp_is_not_shown() =>
        Count(Chunks[0], [0.04, 0.16, 0.12, 0.16, 0.20]).Should().Be(new DecodedFrames(5, 3));

    [Fact]
    public void Counts_nothing_without_a_file() =>
        DecodedFrames.Read("/no/such/file", Chunks, Chunks[0]).Should().Be(default(DecodedFrames));

    private static DecodedFrames Count(Chunk chunk, IEnumerable<double> times)
    {
        var lines = times.Select(
            (time, i) => FormattableString.Invariant($"frame:{i} pts:{i} pts_time:{time:0.######}\nat=1\n")
        );
        var path = Clips.Write($"decoded-{Guid.NewGuid()}", System.Text.Encoding.UTF8.GetBytes(string.Concat(lines)));
        return DecodedFrames.Read(path, Chunks, chunk);
    }
}
