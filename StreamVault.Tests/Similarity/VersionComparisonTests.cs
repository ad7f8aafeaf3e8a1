using StreamVault.Core.Entities;
using StreamVault.Core.Similarity;

namespace StreamVault.Tests.Similarity;

public sealed class VersionComparisonTests
{
    [Fact]
    public void Prefers_the_sharper_version()
    {
        var comparison = VersionComparison.Of(
            Version("640×360 · 30 fps · H.264 · AAC"),
            Version("1920×1080 · 30 fps · HEVC · AAC")
        );

        (comparison.IsFirstBetter, comparison.Reason).Should().Be((false, "It is sharper."));
    }

    [Fact]
    public void Prefers_the_version_with_more_of_everything()
    {
        var comparison = VersionComparison.Of(
            Version("1920×1080 · 30 fps · H.264 · AAC", seconds: 30),
            Version("640×360 · 30 fps · H.264 · no audio", seconds: 18)
        );

        (comparison.IsFirstBetter, comparison.Reason)
            .Should()
            .Be((true, "It is sharper, longer by 12 s and the one with sound."));
    }

    [Fact]
    public void Recommends_none_if_each_has_an_advantage()
    {
        var comparison = VersionComparison.Of(
            Version("1920×1080 · 30 fps · H.264 · AAC", seconds: 18),
            Version("640×360 · 30 fps · H.264 · AAC", seconds: 30)
        );

        (comparison.IsFirstBetter, comparison.Reason)
            .Should()
            .Be((null, "The first is sharper, the second is longer by 12 s."));
    }

    [Fact]
    public void Prefers_the_larger_of_two_files_with_the_same_codec()
    {
        const string Summary = "1920×1080 · 30 fps · H.264 · AAC";

        VersionComparison
            .Of(Version(Summary, bytes: 1_000_000), Version(Summary, bytes: 9_000_000))
            .Reason.Should()
            .Be("It is less compressed.");
    }

    [Fact]
    public void Says_so_if_neither_is_better()
    {
        const string Summary = "1920×1080 · 30 fps · H.264 · AAC";

        VersionComparison.Of(Version(Summary), Version(Summary)).Reason.Should().Be("Neither is clearly better.");
    }

    private static Video Version(string summary, double seconds = 30, long bytes = 1_000_000) =>
        new()
        {
            Title = "Beach",
            OriginalFilename = "beach.mp4",
            SourceSummary = summary,
            DurationSeconds = seconds,
            FileSizeBytes = bytes,
        };
}
