using Microsoft.Extensions.Options;
using StreamVault.Core.DiskSpace;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.DiskSpace;

/// <summary>Encodes reserve their space and respect other reservations.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class EncodingSpaceTests
{
    private const string WaitsAtFirstChunk = """
        case "$*" in *c0000_480p.ts.part*)
            touch "$here/begun"; while [ ! -e "$here/go" ]; do sleep 0.05; done
        ;; esac
        """;

    [Fact]
    public async Task A_running_encode_reserves_its_remaining_space_until_it_ends()
    {
        using var ffmpeg = new StandInFfmpeg(WaitsAtFirstChunk);
        await using var vault = await EncodingVault.OpenAsync(ffmpeg.Setting);
        var reservations = vault.Get<SpaceReservations>();
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("room.mp4", 100));

        await Until.TrueAsync(() => ffmpeg.Noted("begun"));
        var promised = reservations.ReservedBytes();
        ffmpeg.Note("go");
        await vault.EndOfAsync(id);

        // Four seconds of 1000 kbit/s of video and 64 of audio, as chunks and as segments.
        promised.Should().BeCloseTo(2 * 4 * 1_064_000 / 8, 10_000);
        await Until.TrueAsync(() => reservations.ReservedBytes() == 0);
    }

    [Fact]
    public async Task An_encode_that_needs_reserved_space_waits_and_shows_the_numbers()
    {
        await using var vault = await EncodingVault.OpenAsync();
        var jobs = vault.Get<IOptions<JobOptions>>().Value;
        (jobs.PollingInterval, jobs.RetryDelay) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1));
        var reservations = vault.Get<SpaceReservations>();
        var upload = Guid.NewGuid();
        reservations.Update(upload, vault.Storage.FreeBytes);
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("room.mp4", 100));

        var job = await Until.GotAsync(async () =>
            await vault.JobAsync(id) is { ErrorCause: not null } waiting ? waiting : null
        );
        reservations.Release(upload);

        (job.Status, job.Attempts, job.ErrorCause).Should().Be((JobStatus.Queued, 0, FailureCause.DiskFull));
        job.ErrorMessage.Should()
            .MatchRegex("^Not enough disk space: .* needed \\(.* of it for other videos\\), .* free\\. Free up space");
        (await vault.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
    }
}
