using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Progress;

/// <summary>The progress of a chunk during its encode.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class ChunkProgressTests
{
    [Fact]
    public async Task Frames_in_the_encoders_buffer_count_half()
    {
        using var ffmpeg = new StandInFfmpeg(
            """
            case "$*" in *c0000_480p.ts.part*)
              while [ ! -e "$here/on" ]; do
                printf 'frame=100\nout_time_us=1000000\nprogress=continue\n'
                sleep 0.1
              done;;
            esac
            """
        );
        await using var vault = await EncodingVault.OpenAsync(ffmpeg.Setting);
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("held.mp4", 100));
        var job = await vault.JobAsync(id);

        var latest = await Until.GotAsync(() =>
            Task.FromResult(vault.Get<RunningJobs>().Latest(job.Id) is { Fraction: > 0 } latest ? latest : null)
        );

        latest.Fraction.Should().BeApproximately(0.62 / 1.04, 0.001, "25 are out, and 75 are held");
        ffmpeg.Note("on");
        (await vault.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
    }
}
