using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Attempts;

/// <summary>Sources whose index is missing or wrong: no frame is lost or changed at chunk boundaries.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class CutSafetyTests
{
    private const int Frames = 150;

    private static readonly (string, string)[] OneSecondChunks =
    [
        ("Encoding:SegmentDuration", "00:00:01"),
        ("Encoding:SegmentsPerChunk", "1"),
    ];

    [Theory]
    [InlineData("no-stss")]
    [InlineData("wrong-stss")]
    public async Task An_MP4_with_a_wrong_key_frame_index_is_encoded_in_one_piece(string kind)
    {
        var clip = await BrokenClips.WithBadIndexAsync(await WholeAsync("mp4"), kind);

        (await EveryFrameIsThereAsync(clip))
            .Should()
            .Be((1, "Encoded in one piece because its key frame index is wrong. If it is stopped, it starts over."));
    }

    [Fact]
    public async Task An_MP4_with_a_wrong_key_frame_index_is_not_stream_copied()
    {
        var clip = await BrokenClips.WithBadIndexAsync(await WholeAsync("mp4"), "no-stss");
        await using var vault = await EncodingVault.OpenAsync([.. OneSecondChunks, ("Encoding:Profile", "Keep")]);

        var result = await vault.EncodeAsync(clip);

        (await vault.JobAsync(result.Video.Id)).Note.Should().EndWith("its key frames are unreliable.");
    }

    [Fact]
    public async Task A_fragmented_MP4_is_remuxed_first()
    {
        var clip = await Clips.MakeAsync(
            "fragments.mp4",
            ["-i", await WholeAsync("mp4"), "-c", "copy", "-movflags", "frag_keyframe+empty_moov+default_base_moof"]
        );

        (await EveryFrameIsThereAsync(clip)).Should().Be((6, "Repackaged without quality loss."));
    }

    [Fact]
    public async Task A_remuxed_copy_keeps_its_rotation()
    {
        var turned = await Clips.MakeAsync(
            "turned-fragments.mp4",
            [
                .. (string[])["-i", await WholeAsync("mp4"), "-c", "copy", "-metadata:s:v:0", "rotate=90"],
                .. (string[])["-movflags", "frag_keyframe+empty_moov+default_base_moof"],
            ]
        );
        await using var vault = await EncodingVault.OpenAsync(OneSecondChunks);

        var decoded = await (await vault.EncodeAsync(turned)).DecodeAsync();

        (decoded.Width, decoded.Height, decoded.Frames)
            .Should()
            .Be((NumberedFrames.Height, NumberedFrames.Width, Frames));
    }

    [Fact]
    public async Task A_Matroska_file_without_cues_is_remuxed_first()
    {
        var clip = await Clips.MakeAsync(
            "no-cues.mkv",
            ["-i", await WholeAsync("mkv"), "-c", "copy", "-f", "matroska", "-live", "1"]
        );

        (await EveryFrameIsThereAsync(clip)).Should().Be((6, "Repackaged without quality loss."));
    }

    [Theory]
    [InlineData("ts")]
    [InlineData("flv")]
    public async Task A_container_without_an_index_is_remuxed_first(string extension) =>
        (await PlanAsync(await WholeAsync(extension))).Should().Be((6, "Repackaged without quality loss."));

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    public async Task A_correct_key_frame_index_is_used(string extension) =>
        (await PlanAsync(await WholeAsync(extension))).Should().Be((6, null));

    private static Task<string> WholeAsync(string extension) =>
        NumberedFrames.MakeAsync($"to-cut-safely.{extension}", Frames);

    // Encodes it, so the plan is the one that was used.
    private static async Task<(int Chunks, string? Note)> EveryFrameIsThereAsync(string clip)
    {
        await using var vault = await EncodingVault.OpenAsync(OneSecondChunks);
        var result = await vault.EncodeAsync(clip);
        (await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8")))
            .Should()
            .Equal(Enumerable.Range(0, Frames));
        result.Video.Warning.Should().BeNull();
        var job = await vault.JobAsync(result.Video.Id);
        return (job.ChunkCount, job.Note);
    }

    private static async Task<(int Chunks, string? Note)> PlanAsync(string clip)
    {
        await using var vault = await EncodingVault.OpenAsync(OneSecondChunks);
        var plan = await vault.PlanAsync(clip);
        return (plan.Chunks.Count, plan.Note);
    }
}
