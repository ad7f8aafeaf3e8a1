using StreamVault.Web.Storage;

namespace StreamVault.Tests.Storage;

public sealed class DiskUseTests
{
    [Fact]
    public void The_parts_add_up_to_the_whole_disk()
    {
        var use = new DiskUse(Disk: 1000, Free: 300, Videos: 200, Uploads: 50, Work: 30, Originals: 20);

        use.Parts.Sum(part => part.Bytes).Should().Be(1000);
        use.Parts.Single(part => part.Kind == "other").Bytes.Should().Be(400);
    }

    [Fact]
    public void The_parts_have_plain_names()
    {
        var use = new DiskUse(Disk: 1000, Free: 300, Videos: 200, Uploads: 50, Work: 30);

        use.Parts.Select(part => part.Name)
            .Should()
            .Equal("Videos", "Originals", "Trash", "Uploads to prepare", "Being prepared", "Other files", "Free");
    }

    [Theory]
    [InlineData(4_999_999_999, true)]
    [InlineData(5_000_000_000, false)]
    public void Detects_a_disk_that_is_nearly_full(long free, bool tight) =>
        new DiskUse(100_000_000_000, free, 0, 0, 0).IsTight.Should().Be(tight);
}
