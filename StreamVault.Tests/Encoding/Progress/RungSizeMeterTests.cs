using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Progress;

public sealed class RungSizeMeterTests : IDisposable
{
    private static readonly Rung Rung = new("720p", 1280, 720, 2000, 96);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sizes_of_finished_and_unfinished_chunks_are_added_up_periodically()
    {
        var (folder, path) = Open();
        var meter = new RungSizeMeter(folder.VideoBytes, [Rung]);
        meter.Measure(TimeSpan.Zero, TimeSpan.Zero).Should().BeEmpty("there is nothing yet");
        File.WriteAllBytes(Path.Combine(path, "c0000_720p.ts"), new byte[2_000_000]);
        File.WriteAllBytes(Path.Combine(path, "c0001_720p.ts.part"), new byte[1_000_000]);
        File.WriteAllBytes(Path.Combine(path, "audio_720p.aac"), new byte[500_000]);

        meter.Measure(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(12)).Should().BeEmpty("it looked a moment ago");
        meter
            .Measure(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(12))
            .Should()
            .Equal(new RungProgress("720p", 3_000_000, 2_000_000));
    }

    [Fact]
    public void A_folder_taken_over_by_another_attempt_is_not_an_error()
    {
        var (folder, path) = Open();
        Directory.Delete(path, recursive: true);

        new RungSizeMeter(folder.VideoBytes, [Rung]).Measure(TimeSpan.Zero, TimeSpan.Zero).Should().BeEmpty();
    }

    private (AttemptFolder Folder, string Path) Open()
    {
        var storage = new VaultStorage(_folder.At("data"));
        var video = VideoId.New(DateTimeOffset.UnixEpoch);
        var lease = new JobLease(JobId.New(DateTimeOffset.UnixEpoch), video, Guid.NewGuid(), 1);
        return (AttemptFolder.Open(storage, lease, "a plan", out _), storage.AttemptFolder(video, lease.Token));
    }
}
