using StreamVault.Core.Imports;

namespace StreamVault.Tests.Imports;

public sealed class StableFileTrackerTests
{
    private static readonly DateTime Written = new(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc);
    private readonly StableFileTracker _quiet = new(TimeSpan.FromSeconds(10));

    [Fact]
    public void A_file_is_complete_once_it_has_not_changed_for_long_enough()
    {
        var film = File("film.mp4", 1000);

        Look(0, film).Should().BeEmpty("it was seen for the first time");
        Look(9, film).Should().BeEmpty();
        Look(10, film).Should().Equal(film);
        Look(15, film).Should().Equal([film], "it is returned until the file is gone");
    }

    [Fact]
    public void A_file_whose_writers_are_unknown_needs_six_times_as_long()
    {
        var film = File("film.mp4", 1000);
        Look(0, film);
        Look(59, film);
        _quiet.IsStableWithoutProof(film, TimeSpan.FromSeconds(59)).Should().BeFalse();

        _quiet.IsStableWithoutProof(film, TimeSpan.FromSeconds(60)).Should().BeTrue();
    }

    [Fact]
    public void A_file_that_grows_starts_over()
    {
        Look(0, File("film.mp4", 1000));
        Look(9, File("film.mp4", 2000));

        Look(12, File("film.mp4", 2000)).Should().BeEmpty();
        Look(19, File("film.mp4", 2000)).Should().ContainSingle();
    }

    [Fact]
    public void A_file_that_is_rewritten_at_the_same_size_starts_over()
    {
        var first = File("film.mp4", 1000);
        Look(0, first);

        Look(10, first with { ModifiedAt = Written.AddSeconds(5) }).Should().BeEmpty();
    }

    [Fact]
    public void A_file_that_was_gone_and_is_back_starts_over()
    {
        var film = File("film.mp4", 1000);
        Look(0, film);
        Look(5);

        Look(10, film).Should().BeEmpty();
        Look(20, film).Should().Equal(film);
    }

    [Fact]
    public void An_empty_file_is_complete_after_ten_minutes()
    {
        var empty = File("film.mp4", 0);
        Look(0, empty);

        Look(599, empty).Should().BeEmpty();
        Look(600, empty).Should().Equal(empty);
    }

    [Fact]
    public void Files_are_tracked_independently()
    {
        var (old, young) = (File("a.mp4", 1000), File("b.mp4", 1000));
        Look(0, old);
        Look(5, old, young);

        Look(10, old, young).Should().Equal(old);
    }

    private IReadOnlyList<SeenFile> Look(double seconds, params SeenFile[] present) =>
        _quiet.Update(present, TimeSpan.FromSeconds(seconds));

    private static SeenFile File(string name, long bytes) => new(name, bytes, Written);
}
