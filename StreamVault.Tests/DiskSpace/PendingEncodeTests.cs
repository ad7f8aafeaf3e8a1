using StreamVault.Core.DiskSpace;

namespace StreamVault.Tests.DiskSpace;

/// <summary>How much room the videos that wait will take until the last is ready.</summary>
public sealed class PendingEncodeTests
{
    private static readonly PendingEncode[] Films = [new(Result: 10, Source: 30), new(Result: 8, Source: 5)];

    [Fact]
    public void Each_is_written_twice_and_what_goes_makes_room_for_the_next() =>
        // The second grows by 3 and is 8 + 5 larger meanwhile; the first needs 20 and shrinks afterwards.
        PendingEncode.RequiredBytes(Films, originalsStay: false, atOnce: 1).Should().Be(3 + 20);

    [Fact]
    public void Kept_originals_make_no_room() =>
        PendingEncode.RequiredBytes(Films, originalsStay: true, atOnce: 1).Should().Be(10 + 8 + 10);

    [Fact]
    public void What_is_prepared_side_by_side_is_written_twice_side_by_side() =>
        PendingEncode.RequiredBytes(Films, originalsStay: true, atOnce: 2).Should().Be(2 * 10 + 2 * 8);

    [Fact]
    public void Nothing_takes_nothing() =>
        PendingEncode.RequiredBytes([], originalsStay: true, atOnce: 2).Should().Be(0);
}
