using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Media;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Chunks;

[Trait(Tier.Name, Tier.Media)]
public sealed class TimedFrameTests
{
    private const int Step = 3600;
    private const int Begin = 180_000;
    private static readonly FrameRate Pal = new(25, 1);

    [Fact]
    public async Task Chunks_are_joined_regardless_of_their_own_timestamps()
    {
        var timed = Read((await ChunkAsync("3", offset: 0), 50), (await ChunkAsync("3", offset: 777), 50));

        Shown(timed).Order().Should().Equal(Enumerable.Range(0, 100).Select(i => (long)Begin + i * Step));
        timed.Select(p => p.DecodedAt).Should().BeInAscendingOrder();
    }

    /// <summary>A card failed during a job: its chunks have no reordered frames, but those of x264 do.</summary>
    [Fact]
    public async Task Decoding_times_increase_across_chunks_of_different_encoders()
    {
        var timed = Read((await ChunkAsync("0", offset: 0), 50), (await ChunkAsync("3", offset: 0), 50));

        Shown(timed).Order().Should().Equal(Enumerable.Range(0, 100).Select(i => (long)Begin + i * Step));
        timed.Select(p => p.DecodedAt).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        timed.Should().OnlyContain(p => p.DecodedAt <= p.ShownAt);
    }

    [Fact]
    public async Task Timestamps_that_restart_midway_continue()
    {
        // Timestamps wrap around at 2^33/90,000 = 95,443.7 s.
        var timed = Read((await ChunkAsync("3", offset: 95_443), 50));

        Shown(timed).Order().Should().Equal(Enumerable.Range(0, 50).Select(i => (long)Begin + i * Step));
    }

    [Theory]
    [InlineData(49)]
    [InlineData(51)]
    public async Task Names_a_chunk_with_a_wrong_number_of_frames(int frames)
    {
        var chunk = await ChunkAsync("3", offset: 0);

        FluentActions
            .Invoking(() => Read((chunk, frames)))
            .Should()
            .Throw<InvalidDataException>()
            .WithMessage($"50 of {frames} frames are in {Path.GetFileName(chunk)}");
    }

    private static IEnumerable<long> Shown(IEnumerable<(long ShownAt, long DecodedAt)> timed) =>
        timed.Select(frame => frame.ShownAt);

    private static List<(long ShownAt, long DecodedAt)> Read(params (string Path, long Frames)[] chunks) =>
        [
            .. TimedFrame
                .ReadAll(chunks.Select(chunk => new VideoChunkFile(chunk.Path, chunk.Frames)), Pal)
                .Select(frame => (frame.ShownAt, frame.DecodedAt)),
        ];

    private static Task<string> ChunkAsync(string bFrames, int offset) =>
        Clips.MakeAsync(
            $"chunk-{bFrames}-{offset}.ts",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=2", "-pix_fmt", "yuv420p"],
                .. (string[])
                    ["-c:v", "libx264", "-preset", "veryfast", "-bf", bFrames, "-output_ts_offset", $"{offset}"],
            ]
        );
}
