using StreamVault.Core.Similarity;

namespace StreamVault.Tests.Similarity;

public sealed class FingerprintSearchTests
{
    [Fact]
    public void Finds_a_copy_with_small_differences()
    {
        var video = Hashes(seed: 1, count: 30);

        Search(video, Altered(video)).Should().Be(new Alignment(0, 30, 30));
    }

    [Fact]
    public void Finds_where_a_trimmed_copy_starts()
    {
        var video = Hashes(seed: 1, count: 60);

        var found = Search(video, Altered(video[25..40]));

        found.Should().Be(new Alignment(-25, 15, 15));
        found!.Value.Overlap(60, 15).Should().Be(new Overlap(At(25), At(0), At(15)));
    }

    [Fact]
    public void Finds_the_long_original_of_a_short_copy()
    {
        var video = Hashes(seed: 1, count: 60);

        var found = Search(Altered(video[25..40]), video);

        found!.Value.Overlap(15, 60).Should().Be(new Overlap(At(0), At(25), At(15)));
    }

    [Fact]
    public void Finds_nothing_in_a_foreign_video() =>
        Search(Hashes(seed: 1, count: 600), Hashes(seed: 2, count: 600)).Should().BeNull();

    [Fact]
    public void A_shared_title_sequence_is_not_enough()
    {
        var title = Hashes(seed: 9, count: 10);

        Search([.. title, .. Hashes(seed: 1, count: 50)], [.. title, .. Hashes(seed: 2, count: 50)]).Should().BeNull();
    }

    [Fact]
    public void Black_frames_do_not_count()
    {
        var black = new ulong[60];

        Search([.. black, .. Hashes(seed: 1, count: 20)], [.. black, .. Hashes(seed: 2, count: 20)]).Should().BeNull();
        Search(black, black).Should().BeNull();
    }

    [Fact]
    public void Compares_videos_of_a_scene_that_does_not_move()
    {
        var still = Enumerable.Repeat(Hashes(seed: 1, count: 1)[0], 20_000).ToArray();

        Search(still, still)!.Value.MatchRatio.Should().Be(1);
    }

    [Fact]
    public void Hashes_survive_being_stored()
    {
        var hashes = Hashes(seed: 1, count: 5);

        Fingerprint.FromBytes(Fingerprint.ToBytes(hashes)).Should().Equal(hashes);
    }

    private static TimeSpan At(int index) => index * Fingerprint.Interval;

    private static Alignment? Search(ulong[] one, ulong[] other) => new FingerprintSearch(one).Compare(other);

    private static ulong[] Hashes(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(1, long.MaxValue))];
    }

    // Four bits of each hash differ, and in one frame of four, bits of every 16-bit part.
    private static ulong[] Altered(ulong[] hashes) =>
        [.. hashes.Select((hash, i) => hash ^ (i % 4 == 0 ? 0x0100_0100_0100_0100UL : 0xFUL))];
}
