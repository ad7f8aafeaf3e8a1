using StreamVault.Web.Storage;

namespace StreamVault.Tests.Storage;

public sealed class DiskUseTests
{
    [Fact]
    public void The_parts_add_up_to_the_whole_disk()
    {
        var use = new DiskUse(
            Disk: 1000,
            Free: 300,
            Videos: 200,
            Uploads: 50,
            Work: 30,
            Originals: 20,
            Trash: 15,
            Unfinished: 40
        );

        use.Parts.Sum(part => part.Bytes).Should().Be(1000);
        use.Parts.Single(part => part.Kind == "other").Bytes.Should().Be(345);
    }

    [Fact]
    public void The_total_of_the_library_is_the_sum_of_videos_and_originals()
    {
        var use = new DiskUse(Disk: 1000, Free: 300, Videos: 200, Uploads: 50, Work: 30, Originals: 20, Trash: 15);

        use.Library.Should().Be(use.Parts.Where(part => part.Kind is "videos" or "originals").Sum(part => part.Bytes));
    }

    [Fact]
    public void Unfinished_uploads_are_listed_separately()
    {
        var use = new DiskUse(Disk: 1000, Free: 300, Videos: 0, Uploads: 0, Work: 0, Unfinished: 40);

        use.Parts.Where(part => part.Bytes == 40)
            .Select(part => part.Name)
            .Should()
            .Equal("Unfinished uploads and duplicates");
        use.Parts.Single(part => part.Name == "Uploads to prepare").Bytes.Should().Be(0);
    }

    [Fact]
    public void The_parts_have_plain_names()
    {
        var use = new DiskUse(Disk: 1000, Free: 300, Videos: 200, Uploads: 50, Work: 30);

        use.Parts.Select(part => part.Name)
            .Should()
            .Equal(
                "Videos",
                "Originals",
                "Trash",
                "Unfinished uploads and duplicates",
                "Uploads to prepare",
                "Being prepared",
                "Other files",
                "Free"
            );
    }

    [Theory]
    [InlineData(4_999_999_999, true)]
    [InlineData(5_000_000_000, false)]
    public void Detects_a_disk_that_is_nearly_full(long free, bool tight) =>
        new DiskUse(100_000_000_000, free, 0, 0, 0).IsTight.Should().Be(tight);
}
