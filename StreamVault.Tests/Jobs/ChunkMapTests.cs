using Bunit;
using StreamVault.Web.Jobs;

namespace StreamVault.Tests.Jobs;

public sealed class ChunkMapTests : BunitContext
{
    [Theory]
    [InlineData(3, 12, 12, 3)]
    [InlineData(0, 1, 1, 0)]
    [InlineData(500, 1000, 240, 120)]
    [InlineData(1000, 1000, 240, 240)]
    [InlineData(999, 1000, 240, 239)]
    public void The_map_is_full_only_when_all_chunks_are_finished(int done, int count, int squares, int filled)
    {
        var map = Render<ChunkMap>(map => map.Add(m => m.Done, done).Add(m => m.Count, count));

        map.FindAll(".map span").Should().HaveCount(squares);
        map.FindAll(".map .done").Should().HaveCount(filled);
    }
}
