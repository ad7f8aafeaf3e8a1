using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Jobs;
using StreamVault.Core.Media;
using StreamVault.Tests.Encoding.Planning;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Chunks;

public sealed class ChunkSlotsTests
{
    private const long Gigabyte = 1_000_000_000;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(8, 2)]
    [InlineData(16, 4)]
    public void The_default_number_of_chunks_keeps_the_cores_busy(int cores, int chunks) =>
        JobOptions.CountFor(cores).Should().Be(chunks);

    [Theory]
    [InlineData(16, 32, 4)]
    [InlineData(16, 5, 2)]
    [InlineData(16, 1, 1)]
    [InlineData(64, 128, 16)]
    [InlineData(2, 8, 1)]
    public async Task Encodes_as_many_chunks_as_fit_into_the_slots_and_the_memory(
        int cores,
        int gigabytes,
        int expected
    )
    {
        var need = ChunkMemory.Of(Plans.Of(new VideoTrack(0, "h264", 1920, 1080)));
        var allowed = EncodingOptions.MemoryFor(gigabytes * Gigabyte);
        var slots = new ChunkSlots(JobOptions.CountFor(cores), allowed);
        var film = Enumerable.Range(0, 450).Select(_ => slots.TakeAsync(need, CancellationToken.None)).ToList();

        // The first ones get a slot at once; each that ends lets exactly one more in.
        var atOnce = film.Count(chunk => chunk.IsCompleted);
        for (var done = 0; done < film.Count; done++)
        {
            film.Skip(done + atOnce).Any(chunk => chunk.IsCompleted).Should().BeFalse();
            (await film[done].WaitAsync(Until.Soon)).Dispose();
            if (done + atOnce < film.Count)
            {
                await film[done + atOnce].WaitAsync(Until.Soon);
            }
        }

        atOnce.Should().Be(expected);
        (atOnce == 1 || atOnce * need <= allowed)
            .Should()
            .BeTrue("{0} times {1} must fit into {2}", atOnce, need, allowed);
    }

    [Fact]
    public async Task A_chunk_that_exceeds_the_memory_limit_is_encoded_alone()
    {
        var slots = new ChunkSlots(4, Gigabyte);

        using var huge = await slots.TakeAsync(5 * Gigabyte, CancellationToken.None);
        var next = slots.TakeAsync(1, CancellationToken.None);

        next.IsCompleted.Should().BeFalse();
        huge.Dispose();
        (await next).Dispose();
    }

    [Theory]
    [InlineData(0.4, true)]
    [InlineData(0.6, false)]
    public async Task The_next_chunk_starts_when_the_source_is_read_and_there_is_memory_for_both(
        double share,
        bool begins
    )
    {
        var slots = new ChunkSlots(1, Gigabyte);
        var need = (long)(share * Gigabyte);
        var first = await slots.TakeAsync(need, CancellationToken.None);

        first.ReleaseSlot();
        first.ReleaseSlot();

        var second = slots.TakeAsync(need, CancellationToken.None);
        second.IsCompleted.Should().Be(begins);
        first.Dispose();
        var third = slots.TakeAsync(1, CancellationToken.None);
        third.IsCompleted.Should().BeFalse("there is one turn, however often it was given back");
        (await second).Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task A_cancelled_wait_lets_the_next_chunk_start()
    {
        var slots = new ChunkSlots(1, Gigabyte);
        using var patience = new CancellationTokenSource();
        var first = await slots.TakeAsync(1, CancellationToken.None);
        var impatient = slots.TakeAsync(1, patience.Token);
        var next = slots.TakeAsync(1, CancellationToken.None);

        await patience.CancelAsync();
        await FluentActions.Awaiting(() => impatient).Should().ThrowAsync<OperationCanceledException>();
        first.Dispose();

        (await next).Dispose();
    }
}
