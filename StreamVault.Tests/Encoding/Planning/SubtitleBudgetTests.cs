using System.Globalization;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Hls;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Planning;

/// <summary>The size of subtitles is limited.</summary>
public sealed class SubtitleBudgetTests
{
    private static readonly TimeSpan Film = TimeSpan.FromHours(2);

    private static List<TimeSpan> Segments { get; } =
    [.. Enumerable.Range(0, 1800).Select(i => TimeSpan.FromSeconds(4 * i))];

    [Fact]
    public void Accepts_the_subtitles_of_a_film()
    {
        var cues = Enumerable.Range(0, 1_500).Select(i => Cue(4.5 * i, 3, "Two lines of about forty\nletters each"));

        var (refusal, bytes) = SubtitleBudget.Of([.. cues], Segments, Film);

        refusal.Should().BeNull();
        bytes.Should().BeInRange(200_000, 600_000);
    }

    [Fact]
    public void Accepts_signs_typeset_frame_by_frame() =>
        SubtitleBudget
            .Of([.. Enumerable.Range(0, 60_000).Select(i => Cue(i * 0.12, 0.5, "A SIGN"))], Segments, Film)
            .Refusal.Should()
            .BeNull();

    [Fact]
    public void Rejects_many_cues_that_last_for_minutes() =>
        SubtitleBudget
            .Of([.. Enumerable.Range(0, 3_000).Select(i => Cue(i * 0.1, 600, new string('x', 1_000)))], Segments, Film)
            .Refusal.Should()
            .Be("it shows 3,000 cues at once, and the limit is 500");

    [Fact]
    public void Rejects_too_much_text_for_the_length() =>
        SubtitleBudget
            .Of([.. Enumerable.Range(0, 100).Select(i => Cue(0, 7_000, new string('x', 1_000)))], Segments, Film)
            .Refusal.Should()
            .StartWith("it would take 18");

    [Fact]
    public void Predicts_the_written_size()
    {
        List<WebVttCue> cues = [Cue(0, 10, "ä"), Cue(3.9, 0.2, "b"), Cue(8, 4, "c")];
        var starts = Segments.Take(3).ToList();

        var (_, bytes) = SubtitleBudget.Of(cues, starts, TimeSpan.FromSeconds(12));

        var written = starts.Sum(from =>
            System.Text.Encoding.UTF8.GetByteCount(
                WebVtt.Segment(cues, from, from + TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2))
            )
        );
        ((double)bytes).Should().BeApproximately(written, 0.3 * written);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Cues_that_last_for_ten_minutes_do_not_fill_the_disk()
    {
        var text = string.Concat(
            Enumerable
                .Range(0, 3_000)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{i + 1}\n00:00:0{i % 2},000 --> 00:10:00,000\n{new string('x', 1_000)} {i}\n\n"
                    )
                )
        );
        var subtitles = Clips.Write("many.srt", System.Text.Encoding.UTF8.GetBytes(text));
        var clip = await Clips.MakeAsync(
            "many-long-cues.mkv",
            ["-i", await Clips.MakeAsync(new Clip(160, 90, 4)), "-i", subtitles, "-map", "0", "-map", "1", "-c", "copy"]
        );
        await using var vault = await EncodingVault.OpenAsync(("Encoding:SegmentDuration", "00:00:01"));

        var result = await vault.EncodeAsync(clip);

        result
            .Video.Warning.Should()
            .StartWith("Subtitle track 1 was left out: ")
            .And.EndWith("The uploaded file is kept.");
        VaultStorage.SizeOf(result.Folder).Should().BeLessThan(2_000_000);
        result.Master.Should().NotContain("SUBTITLES");
        File.Exists(vault.Storage.OriginalPath(result.Video.Id)).Should().BeTrue();
    }

    private static WebVttCue Cue(double start, double seconds, string text) =>
        new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(start + seconds), "\n" + text);
}
