using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Media;

namespace StreamVault.Tests.Encoding.Planning;

public sealed class ChunkPlanTests
{
    private static readonly TimeSpan Segment = TimeSpan.FromSeconds(4);

    public static TheoryData<int, int> Rates =>
        new()
        {
            { 24_000, 1001 },
            { 24, 1 },
            { 25, 1 },
            { 25, 2 },
            { 30_000, 1001 },
            { 30, 1 },
            { 15, 1 },
            { 48, 1 },
            { 50, 1 },
            { 60_000, 1001 },
            { 60, 1 },
            { 8, 1 },
            { 14_143, 1000 },
        };

    [Theory]
    [MemberData(nameof(Rates))]
    public void Chunks_cover_every_frame_once_and_end_at_segment_boundaries(int numerator, int denominator)
    {
        var rate = new FrameRate(numerator, denominator);
        foreach (var seconds in (double[])[0.01, 0.3, 3.99, 4, 4.004, 23.9, 24, 24.1, 61.7, 600.5, 43_200])
        {
            var plan = ChunkPlan.Make(rate, TimeSpan.FromSeconds(seconds), null, Segment, 6);
            var next = 0L;
            for (var i = 0; i < plan.Count; i++)
            {
                var chunk = plan[i];
                chunk.FirstFrame.Should().Be(next);
                chunk.Frames.Should().BePositive();
                chunk.IsLast.Should().Be(i == plan.Count - 1);
                (chunk.FirstFrame % plan.FramesPerSegment).Should().Be(0);
                next += chunk.Frames;
            }

            next.Should().Be(plan.TotalFrames);
            plan.Duration.TotalSeconds.Should()
                .BeApproximately(Math.Max(seconds, 1 / rate.PerSecond), 0.51 / rate.PerSecond);
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Segments_are_the_nearest_whole_number_of_frames(int numerator, int denominator)
    {
        var plan = ChunkPlan.Make(new FrameRate(numerator, denominator), TimeSpan.FromMinutes(1), null, Segment, 6);

        plan.Rate.TimeOf(plan.FramesPerSegment).TotalSeconds.Should().BeApproximately(4, 0.5 / plan.Rate.PerSecond);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Reading_begins_two_seconds_early_at_a_whole_number_of_microseconds(int numerator, int denominator)
    {
        var plan = ChunkPlan.Make(new FrameRate(numerator, denominator), TimeSpan.FromHours(2), null, Segment, 6);
        for (var i = 0; i < plan.Count; i++)
        {
            var seek = plan.SeekFrame(plan[i]);
            if (seek > 0)
            {
                (seek * plan.Rate.Denominator * 1_000_000L % plan.Rate.Numerator).Should().Be(0);
                var early = plan.Rate.TimeOf(plan[i].FirstFrame - seek).TotalSeconds;
                early.Should().BeGreaterThanOrEqualTo(2 - 1 / plan.Rate.PerSecond);
            }
        }
    }

    [Fact]
    public void The_first_chunk_is_read_from_the_start() =>
        ChunkPlan
            .Make(new FrameRate(30, 1), TimeSpan.FromMinutes(1), null, Segment, 6)
            .SeekFrame(new Chunk(0, 0, 720, false))
            .Should()
            .Be(0);

    [Fact]
    public void Twelve_hours_of_29_97_keep_the_grid_to_the_microsecond()
    {
        var rate = new FrameRate(30_000, 1001);
        var plan = ChunkPlan.Make(rate, TimeSpan.FromHours(12), null, Segment, 6);

        plan.Count.Should().Be(1799);
        rate.TimeOf(plan[1798].FirstFrame).Should().Be(TimeSpan.FromSeconds(1798 * 24.024));
    }

    [Fact]
    public void A_source_that_cannot_be_split_is_one_chunk()
    {
        var plan = ChunkPlan.Make(new FrameRate(25, 1), TimeSpan.FromHours(3), null, Segment, null);

        plan.Count.Should().Be(1);
        plan[0].Should().Be(new Chunk(0, 0, 3 * 3600 * 25, true));
    }

    [Fact]
    public void Chunks_along_the_key_frames_of_a_stream_copy_are_whole_segments()
    {
        var plan = ChunkPlan.Make(new FrameRate(30, 1), TimeSpan.FromSeconds(20), null, Segment, 2);

        var cut = plan.SplitAt([0, 121, 250, 360, 490, 599]);

        Enumerable
            .Range(0, cut.Count)
            .Select(index => cut[index])
            .Should()
            .Equal(new Chunk(0, 0, 250, false), new Chunk(1, 250, 240, false), new Chunk(2, 490, 110, true));
        cut.SegmentsOf(cut[2], 110).Should().Equal(0, 109);
        cut.SegmentsOf(cut[2], 100).Should().Equal(0);
        (cut.SegmentsIn(600), cut.SegmentsIn(599), cut.SegmentsIn(1)).Should().Be((6, 5, 1));
        var keyFrames = cut.KeyFramesOf(cut[0]);
        (keyFrames.Group, keyFrames.Times).Should().Be((129, "0.000000,4.033333"), "an encoder adds none of its own");
        cut.KeyFramesOf(cut[1]).Times.Should().Be("0.000000,3.666666", "a hair later would be a frame later");
    }

    [Fact]
    public void Longer_audio_lengthens_the_last_chunk()
    {
        var plan = ChunkPlan.Make(
            new FrameRate(25, 1),
            TimeSpan.FromSeconds(30),
            TimeSpan.FromSeconds(100),
            Segment,
            6
        );

        plan.TailFrames.Should().Be(70 * 25);
        plan.Count.Should().Be(2);
        plan[1].Should().Be(new Chunk(1, 600, 76 * 25, true));
    }

    [Theory]
    [InlineData(30.4)]
    [InlineData(12.0)]
    [InlineData(null)]
    public void Audio_that_ends_with_the_video_or_earlier_adds_no_frames(double? audio) =>
        ChunkPlan
            .Make(
                new FrameRate(25, 1),
                TimeSpan.FromSeconds(30),
                audio is null ? null : TimeSpan.FromSeconds(audio.Value),
                Segment,
                6
            )
            .TotalFrames.Should()
            .Be(750);
}
