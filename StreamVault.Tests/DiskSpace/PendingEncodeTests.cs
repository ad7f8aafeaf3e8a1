using StreamVault.Core.DiskSpace;

namespace StreamVault.Tests.DiskSpace;

/// <summary>The space that waiting encodes need until the last is ready.</summary>
public sealed class PendingEncodeTests
{
    private static readonly PendingEncode[] Films =
    [
        new(MaxResultBytes: 10, SourceBytes: 30),
        new(MaxResultBytes: 8, SourceBytes: 5),
    ];

    [Fact]
    public void Each_encode_is_written_twice_and_deleted_sources_free_space_for_the_next() =>
        // The second grows by 3 and is 8 + 5 larger in the meantime; the first needs 20 and shrinks afterwards.
        PendingEncode.RequiredBytes(Films, keepOriginals: false, workers: 1).Should().Be(3 + 20);

    [Fact]
    public void Kept_originals_free_no_space() =>
        PendingEncode.RequiredBytes(Films, keepOriginals: true, workers: 1).Should().Be(10 + 8 + 10);

    [Fact]
    public void Parallel_encodes_are_each_written_twice() =>
        PendingEncode.RequiredBytes(Films, keepOriginals: true, workers: 2).Should().Be(2 * 10 + 2 * 8);

    [Fact]
    public void No_waiting_encode_needs_no_space() =>
        PendingEncode.RequiredBytes([], keepOriginals: true, workers: 2).Should().Be(0);
}
