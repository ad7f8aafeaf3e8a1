using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Background;

public sealed class BackgroundQueueTests : IDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_a_task_once_per_kind_and_video_and_removes_it()
    {
        var prints = new TestHandler("print", (_, _) => TestHandler.Done);
        var folds = new TestHandler("fold", (_, _) => TestHandler.Done);
        await using var vault = await BackgroundVault.OpenAsync(_folder, prints, folds);
        var video = await vault.AddVideoAsync();
        await vault.Queue.EnqueueAsync("print", video, Ct);
        await vault.Queue.EnqueueAsync("print", video, Ct);
        await vault.Queue.EnqueueAsync("fold", video, Ct);
        (await vault.StateAsync())
            .Kinds.Should()
            .Equal(new BackgroundCount("fold", "The fold", 1, 0), new BackgroundCount("print", "The print", 1, 0));

        await vault.StartAsync();

        await vault.UntilAsync(async () => (await vault.StateAsync()).IsEmpty);
        (prints.Runs, folds.Runs).Should().Be((1, 1));
    }

    [Fact]
    public async Task Tasks_and_the_pause_survive_a_restart()
    {
        var ran = new TestHandler("print", (_, _) => TestHandler.Done);
        await using (var before = await BackgroundVault.OpenAsync(_folder, ran))
        {
            await before.Queue.EnqueueAsync("print", await before.AddVideoAsync(), Ct);
            await before.Queue.SetPausedAsync(true, Ct);
        }

        await using var vault = await BackgroundVault.OpenAsync(_folder, ran);
        await vault.StartAsync();

        var state = await vault.StateAsync();
        (state.IsPaused, state.Hold, state.Kinds.Single().Waiting).Should().Be((true, BackgroundHold.Paused, 1));
        ran.Runs.Should().Be(0);
        await vault.Queue.SetPausedAsync(false, Ct);
        await vault.UntilAsync(async () => (await vault.StateAsync()).IsEmpty);
        ran.Runs.Should().Be(1);
    }

    [Fact]
    public async Task Waits_while_an_encode_runs_or_can_be_claimed()
    {
        JobQueue? jobs = null;
        var hadWork = true;
        var handler = new TestHandler(
            "print",
            async (_, token) =>
            {
                hadWork = await jobs!.HasWorkAsync(token);
                return new BackgroundOutcome.Done();
            }
        );
        await using var vault = await BackgroundVault.OpenAsync(_folder, handler);
        jobs = vault.Get<JobQueue>();
        await vault.AddVideoAsync(VideoStatus.Pending);
        await vault.Queue.EnqueueAsync("print", await vault.AddVideoAsync(), Ct);
        await vault.StartAsync();
        (await vault.StateAsync()).Hold.Should().Be(BackgroundHold.Encoding, "a job can be claimed");
        var lease = (await jobs.ClaimAsync(Ct))!;
        (await vault.StateAsync()).Hold.Should().Be(BackgroundHold.Encoding, "a job runs");

        await jobs.CompleteAsync(lease, (_, _) => Task.CompletedTask, Ct);

        await vault.UntilAsync(async () => (await vault.StateAsync()).IsEmpty);
        hadWork.Should().BeFalse();
    }

    [Fact]
    public async Task Waits_for_the_quiet_period_and_stops_when_someone_watches()
    {
        PlaybackActivity? audience = null;
        var quiet = TimeSpan.FromMinutes(5);
        var beganQuiet = new List<bool>();
        var continued = new List<bool>();
        var handler = new TestHandler(
            "print",
            async (run, token) =>
            {
                beganQuiet.Add(audience!.HasBeenQuietFor(quiet));
                if (beganQuiet.Count == 1)
                {
                    audience.RecordPlayback();
                }

                continued.Add(await run.ShouldContinueAsync(token));
                return continued[^1] ? new BackgroundOutcome.Done() : new BackgroundOutcome.Yielded();
            }
        );
        await using var vault = await BackgroundVault.OpenAsync(_folder, handler);
        audience = vault.Get<PlaybackActivity>();
        audience.RecordPlayback();
        await vault.Queue.EnqueueAsync("print", await vault.AddVideoAsync(), Ct);
        (await vault.StateAsync()).Hold.Should().Be(BackgroundHold.Watching);

        await vault.StartAsync();

        await vault.UntilAsync(async () => (await vault.StateAsync()).IsEmpty);
        beganQuiet.Should().Equal(true, true);
        continued.Should().Equal(false, true);
    }

    [Fact]
    public async Task Retries_a_failed_task_later_each_time_and_then_shows_it_as_failed()
    {
        var fails = true;
        var handler = new TestHandler(
            "print",
            (_, _) =>
                fails
                    ? Task.FromResult<BackgroundOutcome>(new BackgroundOutcome.Failed("The disk is full."))
                    : TestHandler.Done
        );
        await using var vault = await BackgroundVault.OpenAsync(_folder, handler);
        var video = await vault.AddVideoAsync();
        await vault.Queue.EnqueueAsync("print", video, Ct);
        var began = vault.Clock.GetUtcNow();
        await vault.StartAsync();

        await vault.UntilAsync(async () => (await vault.StateAsync()).Failed.Count == 1);

        var failed = (await vault.StateAsync()).Failed.Single();
        (failed.Task.Attempts, failed.Task.Reason, failed.VideoTitle).Should().Be((3, "The disk is full.", "Beach"));
        (vault.Clock.GetUtcNow() - began).Should().BeGreaterThan(TimeSpan.FromMinutes(2 + 4), "delays double");
        handler.Runs.Should().Be(3);

        fails = false;
        (await vault.Queue.RetryAsync("print", video, Ct)).Should().BeTrue();
        await vault.UntilAsync(async () => (await vault.StateAsync()).IsEmpty);
        (await vault.Queue.RetryAsync("print", video, Ct)).Should().BeFalse("it is gone");
    }

    [Fact]
    public async Task An_exception_fails_the_task_with_its_message()
    {
        var handler = new TestHandler("print", (_, _) => throw new IOException("The file is locked."));
        await using var vault = await BackgroundVault.OpenAsync(_folder, handler);
        await vault.Queue.EnqueueAsync("print", await vault.AddVideoAsync(), Ct);
        await vault.StartAsync();

        await vault.UntilAsync(async () => (await vault.StateAsync()).Failed.Count == 1);

        (await vault.StateAsync()).Failed.Single().Task.Reason.Should().Be("The file is locked.");
    }

    [Fact]
    public async Task A_task_that_is_enqueued_while_it_runs_runs_once_more()
    {
        BackgroundQueue? queue = null;
        TestHandler? handler = null;
        handler = new TestHandler(
            "print",
            async (run, token) =>
            {
                if (handler!.Runs == 1)
                {
                    await queue!.EnqueueAsync("print", run.Video, token);
                }

                return new BackgroundOutcome.Done();
            }
        );
        await using var vault = await BackgroundVault.OpenAsync(_folder, handler);
        queue = vault.Queue;
        await queue.EnqueueAsync("print", await vault.AddVideoAsync(), Ct);
        await vault.StartAsync();

        await vault.UntilAsync(async () => (await vault.StateAsync()).IsEmpty);

        handler.Runs.Should().Be(2);
    }

    [Fact]
    public async Task A_task_that_keeps_crashing_the_server_fails()
    {
        var handler = new TestHandler("print", (_, _) => TestHandler.Done);
        await using var vault = await BackgroundVault.OpenAsync(_folder, handler);
        await vault.Queue.EnqueueAsync("print", await vault.AddVideoAsync(), Ct);
        for (var crash = 0; crash < 3; crash++)
        {
            await vault.Queue.StartAsync((await vault.Queue.PeekAsync(["print"], Ct))!, Ct);
        }

        await vault.StartAsync();

        await vault.UntilAsync(async () => (await vault.StateAsync()).Failed.Count == 1);
        handler.Runs.Should().Be(0);
    }

    [Fact]
    public async Task Enqueues_a_kind_for_all_ready_videos_once_per_vault()
    {
        var handler = new TestHandler("print", (_, _) => TestHandler.Done);
        await using (var before = await BackgroundVault.OpenAsync(_folder, handler))
        {
            await before.AddVideoAsync();
            await before.AddVideoAsync();
            await before.AddVideoAsync(VideoStatus.Failed);
            (await before.Queue.EnqueueForReadyVideosOnceAsync("print", Ct)).Should().Be(2);
        }

        await using var vault = await BackgroundVault.OpenAsync(_folder, handler);
        (await vault.Queue.EnqueueForReadyVideosOnceAsync("print", Ct)).Should().Be(0);

        (await vault.StateAsync()).Kinds.Single().Waiting.Should().Be(2);
    }

    [Fact]
    public async Task Deleting_a_video_deletes_its_tasks()
    {
        var started = new TaskCompletionSource();
        var handler = new TestHandler(
            "print",
            async (_, token) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return new BackgroundOutcome.Done();
            }
        );
        await using var vault = await BackgroundVault.OpenAsync(_folder, handler);
        var video = await vault.AddVideoAsync();
        await vault.Queue.EnqueueAsync("print", video, Ct);
        await vault.StartAsync();
        await started.Task;

        await vault.Get<VideoLibrary>().DeleteAsync(video, Ct);
        await vault.Queue.EnqueueAsync("print", video, Ct);

        await vault.UntilAsync(async () => (await vault.StateAsync()).IsEmpty);
        handler.Runs.Should().Be(1);
    }
}
