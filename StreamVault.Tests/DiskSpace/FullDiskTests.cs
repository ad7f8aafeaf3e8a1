using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.DiskSpace;

/// <summary>Encodes on a real full disk.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SmallDiskFact]
    public async Task An_encode_stopped_by_a_full_disk_continues_when_there_is_space()
    {
        // Larger than the reserve of an encode, so that it starts.
        using var disk = SmallDisk.Mount(_folder.At("data"), 320 << 20);
        var ballast = _folder.At("data", "ballast");
        // Another program fills the disk once during the second chunk.
        using var ffmpeg = new StandInFfmpeg(
            $$"""
            case "$*" in *c0001_480p.ts.part*) if [ ! -e "$here/filled" ]; then
                touch "$here/filled"; dd if=/dev/zero of='{{ballast}}' bs=1M 2>/dev/null
            fi;; esac
            """
        );
        await using var vault = await EncodingVault.OpenAsync(
            TimeProvider.System,
            _folder,
            ffmpeg.Setting,
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "1")
        );
        var jobs = vault.Get<IOptions<JobOptions>>().Value;
        (jobs.PollingInterval, jobs.RetryDelay) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1));
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("full.mp4", 100));

        // Not even the database can write then.
        await Until.TrueAsync(
            () => vault.Logs.Lines.Any(line => line.Message.Contains("completely full")),
            Until.Encoded
        );
        (await vault.VideoAsync(id)).Status.Should().Be(VideoStatus.Encoding);
        var shown = vault.Get<RunningJobs>().Latest((await vault.JobAsync(id)).Id)!;
        shown.Stage.Should().Be("Waiting: the disk is completely full. Free up space");
        shown.Remaining.Should().BeNull();

        File.Delete(ballast);

        (await vault.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
        (await vault.VideoAsync(id)).Status.Should().Be(VideoStatus.Ready);
        (await vault.JobAsync(id)).Attempts.Should().Be(1, "a full disk does not use up an attempt");
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(1, "finished chunks are kept");
        var playlist = Path.Combine(vault.Storage.VideoFolder(id), "480p.m3u8");
        (await NumberedFrames.ReadAsync(playlist)).Should().Equal(Enumerable.Range(0, 100));
    }
}
