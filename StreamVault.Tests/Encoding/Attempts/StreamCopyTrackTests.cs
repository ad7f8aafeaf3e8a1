using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Media;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Tests.Encoding.Attempts;

/// <summary>Simulates long stream copies, for which there is no clip.</summary>
public sealed class StreamCopyTrackTests
{
    private static readonly FrameRate Pal = new(25, 1);
    private static readonly Rung Rung = new("1080p", 1920, 1080, 4000, 128);

    // A start code and a slice; before the slice of a key frame a parameter set of High at level 4.0.
    private static readonly byte[] Other = [0, 0, 1, 0x41, 0x9A];
    private static readonly byte[] Key = [0, 0, 1, 0x67, 100, 0, 40, 0xAC, 0, 0, 1, 0x65, 0x88];

    [Fact]
    public void A_film_of_27_hours_is_segmented_correctly_across_the_timestamp_wraparound()
    {
        var seconds = 27 * 3600;
        var kept = new StreamCopyTrack(Rung, Plan(seconds));

        kept.Refusal(Film(seconds * 25L, group: 50)).Should().BeNull();

        kept.Frames.Should().Be(seconds * 25L);
        kept.Starts.Should().Equal(Enumerable.Range(0, seconds / 4).Select(i => i * 100L));
    }

    [Fact]
    public void Segments_end_at_the_first_key_frame_that_is_late_enough()
    {
        var kept = new StreamCopyTrack(Rung, Plan(36));

        kept.Refusal(Film(36 * 25, group: 75)).Should().BeNull();

        // Key frames every 3 s; segments requested at 4, 8, 12, 16, 20 …
        kept.Starts.Should().Equal(0, 150, 225, 300, 450, 525, 600, 750, 825);
    }

    [Theory]
    [InlineData(250, null)]
    [InlineData(251, "its key frames are too far apart")]
    public void Accepts_key_frames_up_to_ten_seconds_apart(int group, string? refusal) =>
        new StreamCopyTrack(Rung, Plan(60)).Refusal(Film(60 * 25, group)).Should().Be(refusal);

    [Fact]
    public void Rejects_an_empty_stream() =>
        new StreamCopyTrack(Rung, Plan(60)).Refusal([]).Should().Be("it has no frames");

    private static ChunkPlan Plan(double seconds) =>
        ChunkPlan.Make(Pal, TimeSpan.FromSeconds(seconds), null, TimeSpan.FromSeconds(4), 6);

    // Reordered, as in camera files: after the key frame, each frame is stored after its successor.
    private static IEnumerable<AccessUnit> Film(long frames, int group)
    {
        for (var frame = 0L; frame < frames; frame++)
        {
            var within = frame % group;
            var shown =
                within == 0 ? frame
                : within % 2 == 0 ? frame - 1
                : within == group - 1 ? frame
                : frame + 1;
            var time =
                (long)(CopyArguments.StreamCopyStart.TotalSeconds * TransportClock.TicksPerSecond)
                + shown * TransportClock.TicksPerSecond / 25;
            yield return new AccessUnit(within == 0, time % (1L << 33), null, within == 0 ? Key : Other);
        }
    }
}
