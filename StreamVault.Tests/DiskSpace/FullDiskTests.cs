using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.DiskSpace;

/// <summary>A real disk that is really full.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SmallDiskFact]
    public async Task A_disk_that_fills_up_stops_the_encode_and_it_goes_on_by_itself_once_there_is_room()
    {
        // Larger than what an encode leaves free, or it would not even begin.
        using var disk = SmallDisk.Mount(_folder.At("data"), 320 << 20);
        var ballast = _folder.At("data", "ballast");
        // Somebody else takes the last byte of the disk while the second chunk is made: once.
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

        // Not even the database finds room then.
        await Until.TrueAsync(
            () => vault.Logs.Lines.Any(line => line.Message.Contains("full to the last byte")),
            Until.Encoded
        );
        (await vault.VideoAsync(id)).Status.Should().Be(VideoStatus.Encoding);
        var shown = vault.Get<RunningJobs>().Latest((await vault.JobAsync(id)).Id)!;
        shown.Stage.Should().Be("Waiting: the disk is full to the last byte. Make room");
        shown.Remaining.Should().BeNull();

        File.Delete(ballast);

        (await vault.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
        (await vault.VideoAsync(id)).Status.Should().Be(VideoStatus.Ready);
        (await vault.JobAsync(id)).Attempts.Should().Be(1, "a full disk costs no attempt");
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(1, "what was finished before is kept");
        var playlist = Path.Combine(vault.Storage.VideoFolder(id), "480p.m3u8");
        (await NumberedFrames.ReadAsync(playlist)).Should().Equal(Enumerable.Range(0, 100));
    }
}
