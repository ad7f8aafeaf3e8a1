using StreamVault.Core.Search;

namespace StreamVault.Tests.Search;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("garten", "garten", 0)]
    [InlineData("weinachten", "weihnachten", 1)]
    [InlineData("gatren", "garten", 1)]
    [InlineData("gardem", "garten", 2)]
    [InlineData("abc", "xyz", 3)]
    [InlineData("a", "abcdef", 3)]
    [InlineData("", "ab", 2)]
    public void Counts_edits_up_to_the_limit(string first, string second, int distance)
    {
        EditDistance.Of(first, second, 2).Should().Be(Math.Min(distance, 3));
        EditDistance.Of(second, first, 2).Should().Be(Math.Min(distance, 3));
    }
}
