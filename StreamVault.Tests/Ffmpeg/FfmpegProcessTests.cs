using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Storage;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Ffmpeg;

/// <summary>How programs are run, watched and ended.</summary>
public sealed class FfmpegProcessTests : IDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TemporaryFolder _folder = new();
    private readonly VaultStorage _storage;

    public FfmpegProcessTests() => _storage = new VaultStorage(_folder.FullName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FFmpeg_without_progress_is_stopped_with_that_reason()
    {
        using var ffmpeg = new StandInFfmpeg(
            """
            case "$*" in *work*) echo frame=1; echo progress=continue; exec sleep 1000;; esac
            """
        );
        var clock = new FakeTimeProvider();
        await using var vault = await EncodingVault.OpenAsync(clock, null, ffmpeg.Setting);
        var reported = new TaskCompletionSource();
        var running = vault.Get<FfmpegProcess>().RunAsync(["work"], report => reported.TrySetResult(), Ct);
        await reported.Task;
        clock.Advance(TimeSpan.FromMinutes(4.9));
        running.IsCompleted.Should().BeFalse("it may still be working without output");

        // On a busy machine it may not have got as far as hanging, and then time does not count.
        await Until.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromMinutes(0.5));
            return running.IsCompleted;
        });

        var stall = await running.Invoking(async run => await run).Should().ThrowAsync<ProgramStalledException>();
        var failure = FailureReasons.Stalled(stall.Which);
        failure.Reason.Should().StartWith("FFmpeg made no progress for 5 minutes and was stopped.");
        failure.Cause.Should().Be(FailureCause.Stalled);
        Directory.GetFiles(vault.Storage.ProcessesFolder).Should().BeEmpty();
    }

    [Fact]
    public async Task Returns_the_exit_code_and_the_last_fifty_lines()
    {
        var result = await RunAsync("for i in $(seq 1 200); do echo line $i >&2; done; exit 3");

        result.ExitCode.Should().Be(3);
        result.LogTail.Split('\n').Should().HaveCount(50).And.EndWith("line 200");
        result.Log.Should().StartWith("sh -c 'for i").And.Contain("exit code 3");
    }

    [Fact]
    public async Task Finds_an_error_that_is_followed_by_many_harmless_lines()
    {
        var result = await RunAsync(
            "echo '[h264] error while decoding MB 3 4' >&2; for i in $(seq 1 5000); do echo harmless $i >&2; done"
        );

        result.LogTail.Should().NotContain("decoding MB");
        SourceDamage.ShowsIn(result).Should().BeTrue();
        SourceDamage.HasCorruptFrames(result).Should().BeTrue();
        result.Log.Should().Contain("earlier: [h264] error while decoding MB 3 4");
    }

    [Fact]
    public async Task Counts_endless_errors_and_keeps_only_the_first()
    {
        var result = await RunAsync("for i in $(seq 1 5000); do echo corrupt $i >&2; done");

        result.Findings.LinesOf(LogKind.Damage).Should().Be(5000);
        result.Findings.First.Should().Equal("corrupt 1", "corrupt 2", "corrupt 3");
        result.Findings.Has(LogKind.FullDisk).Should().BeFalse();
    }

    [Fact]
    public async Task Encoders_run_with_the_allocator_tuning()
    {
        var call = new ProgramCall(ProgramPath.Find("printenv")!, ["GLIBC_TUNABLES"]);

        var (atWork, output) = await Runner().CaptureAsync(call with { LowPriority = true }, Ct);

        atWork.ExitCode.Should().Be(0);
        output.Should().Contain("glibc.malloc.hugetlb=1:").And.Contain("glibc.malloc.mmap_threshold=");
        (await Runner().CaptureAsync(call, Ct)).Output.Should().BeEmpty();
    }

    [Fact]
    public void Existing_glibc_tunables_are_not_overwritten()
    {
        var start = new ProcessStartInfo("ffmpeg");
        start.Environment["GLIBC_TUNABLES"] = "glibc.malloc.check=3";

        AllocatorTuning.Apply(start);

        start.Environment["GLIBC_TUNABLES"].Should().Be("glibc.malloc.check=3");
    }

    [Fact]
    public async Task Arguments_are_passed_unchanged()
    {
        var runner = Runner();
        var call = new ProgramCall(ProgramPath.Find("printf")!, ["%s|", "a b", "$(id)", "'\"", "*", "", "é"]);

        (await runner.CaptureAsync(call, Ct)).Output.Should().Be("a b|$(id)|'\"|*||é|");
    }

    [Fact]
    public async Task Cancelling_kills_the_program_and_removes_its_record()
    {
        using var cancel = new CancellationTokenSource();
        var running = Runner().CaptureAsync(new ProgramCall(ProgramPath.Find("sleep")!, ["1000"]), cancel.Token);
        await Until.TrueAsync(() => Directory.GetFiles(_storage.ProcessesFolder).Length == 1);
        var id = int.Parse(Path.GetFileName(Directory.GetFiles(_storage.ProcessesFolder)[0]));

        await cancel.CancelAsync();

        await running.Invoking(async run => await run).Should().ThrowAsync<OperationCanceledException>();
        ProcessIdentity.Of(id).Should().BeNull("it is gone");
        Directory.GetFiles(_storage.ProcessesFolder).Should().BeEmpty();
    }

    [Fact]
    public async Task A_reader_that_fails_ends_the_program()
    {
        var run = Runner()
            .RunAsync(
                new ProgramCall(ProgramPath.Find("sleep")!, ["1000"]),
                (_, _) => throw new IOException("the client went away"),
                Ct
            );

        await run.Invoking(async r => await r).Should().ThrowAsync<IOException>().WithMessage("the client went away");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task FFmpeg_runs_at_the_lowest_priority()
    {
        var call = new ProgramCall(ProgramPath.Find("sh")!, ["-c", "nice; ionice; chrt -p $$"], LowPriority: true);

        var own = int.Parse((await RunProgram.Async("nice")).Output);
        (await Runner().CaptureAsync(call, Ct))
            .Output.Should()
            .StartWith($"{Math.Min(own + 10, 19)}\nbest-effort: prio 7\n")
            .And.Contain("SCHED_IDLE");
    }

    [Fact]
    public async Task Ends_programs_left_behind_by_an_earlier_run()
    {
        using var orphan = Process.Start("sleep", "1000");
        Records().Add(orphan, "sleep", "");

        Records().KillLeftBehind().Should().Be(1);

        await orphan.WaitForExitAsync();
        orphan.ExitCode.Should().Be(137);
        Directory.GetFiles(_storage.ProcessesFolder).Should().BeEmpty();
    }

    [Theory]
    [InlineData("another boot 1", "sleep")]
    [InlineData(null, "/usr/bin/ffmpeg")]
    public void Does_not_end_another_process_with_the_same_id(string? identity, string program)
    {
        using var innocent = Process.Start("sleep", "1000");
        try
        {
            File.WriteAllLines(
                Path.Combine(_storage.ProcessesFolder, innocent.Id.ToString()),
                [identity ?? ProcessIdentity.Of(innocent.Id)!, program]
            );
            File.WriteAllLines(Path.Combine(_storage.ProcessesFolder, "999999999"), ["gone", "sleep"]);

            Records().KillLeftBehind().Should().Be(0);

            innocent.HasExited.Should().BeFalse();
            Directory.GetFiles(_storage.ProcessesFolder).Should().BeEmpty("the records are no longer needed");
        }
        finally
        {
            innocent.Kill();
        }
    }

    [Fact]
    public async Task Progress_is_read_as_FFmpeg_writes_it()
    {
        var reports = new List<FfmpegProgress>();
        var text = """
            frame=12
            fps=0.00
            stream_0_0_q=28.0
            total_size=N/A
            out_time_us=N/A
            progress=continue
            frame=48
            total_size=123456
            out_time_us=1920000
            out_time=00:00:01.920000
            speed=1.9x
            progress=end

            """;
        using var stream = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text));

        await FfmpegProgress.ReadAsync(stream, reports.Add, Ct);

        reports
            .Should()
            .Equal(
                new FfmpegProgress(12, TimeSpan.Zero, 0),
                new FfmpegProgress(48, TimeSpan.FromSeconds(1.92), 123_456)
            );
    }

    private async Task<Core.Ffmpeg.ProgramResult> RunAsync(string script) =>
        (await Runner().CaptureAsync(new ProgramCall(ProgramPath.Find("sh")!, ["-c", script]), Ct)).Result;

    private ProgramRunner Runner() => new(Records(), Sandboxes.None);

    private ChildRecords Records() => new(_storage, NullLogger<ChildRecords>.Instance);
}
