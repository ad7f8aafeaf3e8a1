using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Attempts;

public sealed class AttemptFolderTests : IDisposable
{
    private static readonly VideoId Video = VideoId.New(DateTimeOffset.UnixEpoch);
    private static readonly Rung Rung = new("480p", 320, 240, 1000, 64);
    private readonly TemporaryFolder _folder = new();
    private readonly VaultStorage _storage;

    public AttemptFolderTests() => _storage = new VaultStorage(_folder.FullName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_next_attempt_reuses_finished_files_and_deletes_unfinished_ones()
    {
        var first = Open("same", out var none);
        none.Should().BeNull();
        AttemptFolder.Write(first.PlanPath, Plan("same").ToJson());
        FinishChunk(first, 0, 25);
        File.WriteAllText(AttemptFolder.PartOf(first.ChunkPath(1, Rung)), "half");
        Directory.CreateDirectory(first.ResultFolder);

        var second = Open("same", out var plan);

        plan!.ToJson().Should().Be(Plan("same").ToJson());
        second.FinishedFrames(0, [Rung]).Should().Be(25);
        File.ReadAllText(second.ChunkPath(0, Rung)).Should().Be("pictures");
        second.FinishedFrames(1, [Rung]).Should().BeNull();
        File.Exists(AttemptFolder.PartOf(second.ChunkPath(1, Rung))).Should().BeFalse();
        Directory.Exists(second.ResultFolder).Should().BeFalse();
        Directory.GetDirectories(_storage.WorkFolder(Video)).Should().ContainSingle();
    }

    [Fact]
    public void An_attempt_whose_folder_was_taken_over_cannot_write()
    {
        var stale = Open("same", out _);
        AttemptFolder.Write(stale.PlanPath, Plan("same").ToJson());
        File.WriteAllText(AttemptFolder.PartOf(stale.ChunkPath(0, Rung)), "pictures");
        Open("same", out _);

        stale.Invoking(folder => folder.FinishChunk(0, 25, [Rung])).Should().Throw<IOException>();
        FluentActions
            .Invoking(() => File.WriteAllText(AttemptFolder.PartOf(stale.ChunkPath(1, Rung)), "more"))
            .Should()
            .Throw<DirectoryNotFoundException>();
    }

    [Theory]
    [InlineData("{\"MadeFrom\":\"same\"")]
    [InlineData("")]
    [InlineData(null)]
    public void Files_of_another_plan_or_none_are_deleted(string? plan)
    {
        var first = Open("same", out _);
        File.WriteAllText(first.PlanPath, plan ?? Plan("other settings").ToJson());
        FinishChunk(first, 0, 25);

        var second = Open("same", out var found);

        found.Should().BeNull();
        second.FinishedFrames(0, [Rung]).Should().BeNull();
        Directory.GetFiles(_storage.WorkFolder(Video), "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public void A_chunk_is_finished_only_when_all_its_rungs_are()
    {
        var folder = Open("same", out _);
        var other = Rung with { Name = "720p" };
        File.WriteAllText(AttemptFolder.PartOf(folder.ChunkPath(0, Rung)), "pictures");

        folder.Invoking(f => f.FinishChunk(0, 25, [Rung, other])).Should().Throw<IOException>();

        folder.FinishedFrames(0, [Rung]).Should().BeNull();
    }

    [Fact]
    public void A_plan_is_read_as_it_was_stored()
    {
        var plan = Plan("x") with
        {
            Audio = new AudioTrack(1, "aac") { End = TimeSpan.FromSeconds(3) },
            Video = new VideoTrack(0, "hevc", 1920, 1080)
            {
                IsRotated = true,
                GridRate = new FrameRate(30_000, 1001),
                Color = new ColorTags("bt2020nc", "smpte2084", null),
            },
        };

        var read = EncodePlan.FromJson(plan.ToJson())!;

        read.Should().BeEquivalentTo(plan, options => options.ComparingByMembers<EncodePlan>());
        read.Chunks.Should().Be(plan.Chunks);
    }

    private AttemptFolder Open(string madeFrom, out EncodePlan? plan) =>
        AttemptFolder.Open(_storage, new JobLease(default, Video, Guid.NewGuid(), 1), madeFrom, out plan);

    private static void FinishChunk(AttemptFolder folder, int chunk, long frames)
    {
        File.WriteAllText(AttemptFolder.PartOf(folder.ChunkPath(chunk, Rung)), "pictures");
        folder.FinishChunk(chunk, frames, [Rung]);
    }

    private static EncodePlan Plan(string madeFrom)
    {
        var video = new VideoTrack(0, "h264", 320, 240);
        return new EncodePlan(
            madeFrom,
            video,
            null,
            [Rung],
            ChunkPlan.Make(new FrameRate(25, 1), TimeSpan.FromSeconds(2), null, TimeSpan.FromSeconds(1), 1),
            ReadsCopy: false,
            ToneMap: false,
            EncodingProfile.Capped,
            Threads: 4,
            "320×240",
            null
        );
    }
}
