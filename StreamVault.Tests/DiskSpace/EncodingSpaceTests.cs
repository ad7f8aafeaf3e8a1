using Microsoft.Extensions.Options;
using StreamVault.Core.DiskSpace;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.DiskSpace;

/// <summary>An encode has its room promised, and leaves others theirs.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class EncodingSpaceTests
{
    private const string WaitsAtFirstChunk = """
        case "$*" in *c0000_480p.ts.part*)
            touch "$here/begun"; while [ ! -e "$here/go" ]; do sleep 0.05; done
        ;; esac
        """;

    [Fact]
    public async Task What_a_running_encode_will_still_write_is_promised_to_it_until_it_ends()
    {
        using var ffmpeg = new StandInFfmpeg(WaitsAtFirstChunk);
        await using var vault = await EncodingVault.OpenAsync(ffmpeg.Setting);
        var reservations = vault.Get<SpaceReservations>();
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("room.mp4", 100));

        await Until.TrueAsync(() => ffmpeg.Noted("begun"));
        var promised = reservations.Promised();
        ffmpeg.Note("go");
        await vault.EndOfAsync(id);

        // Four seconds of 1000 kbit/s of picture and 64 of sound, as chunks and as segments.
        promised.Should().BeCloseTo(2 * 4 * 1_064_000 / 8, 10_000);
        await Until.TrueAsync(() => reservations.Promised() == 0);
    }

    [Fact]
    public async Task An_encode_that_would_take_room_promised_to_others_waits_with_the_numbers()
    {
        await using var vault = await EncodingVault.OpenAsync();
        var jobs = vault.Get<IOptions<JobOptions>>().Value;
        (jobs.PollingInterval, jobs.RetryDelay) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1));
        var reservations = vault.Get<SpaceReservations>();
        var upload = Guid.NewGuid();
        reservations.Set(upload, vault.Storage.FreeBytes);
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("room.mp4", 100));

        var job = await Until.GotAsync(async () =>
            await vault.JobAsync(id) is { ErrorCause: not null } waiting ? waiting : null
        );
        reservations.Release(upload);

        (job.Status, job.Attempts, job.ErrorCause).Should().Be((JobStatus.Queued, 0, FailureCause.DiskFull));
        job.ErrorMessage.Should().MatchRegex("needs up to [0-9]+ MB, and .* are free, of which .* are promised");
        (await vault.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
    }
}
