using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Ffmpeg;

/// <summary>When a silent program is given up: real programs that hang, and one that is kept from the processor.</summary>
public sealed class WatchdogTests
{
    private const string Endless = "while :; do :; done";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task One_that_sleeps_hangs() => await GivenUpAsync("exec sleep 1000");

    [Fact]
    public async Task One_that_computes_without_end_hangs() => await GivenUpAsync(Endless);

    [Fact]
    public async Task One_that_was_stopped_hangs() => await GivenUpAsync("kill -STOP $$");

    [Fact]
    public async Task One_that_was_stopped_while_it_computed_hangs() =>
        await GivenUpAsync($"(kill -STOP $$) & {Endless}");

    [Fact]
    public async Task One_that_others_keep_from_the_processor_does_not_hang_until_they_let_it_work()
    {
        // The watchdog's clock runs far ahead, so the program seems to get almost no processor time.
        var clock = new FakeTimeProvider();
        using var starved = Start(Endless);
        await UsesMoreAsync(starved, TimeSpan.Zero);
        using var watchdog = new Watchdog(Patience * 10, clock, CancellationToken.None);
        watchdog.Follow(starved.Process.Id);

        for (var look = 0; look < 30; look++)
        {
            clock.Advance(Patience);
        }

        watchdog.Token.IsCancellationRequested.Should().BeFalse("it could not do anything");

        for (var look = 0; look < 10; look++)
        {
            await UsesMoreAsync(starved, Patience / 8);
            clock.Advance(Patience);
        }

        await EndOf(watchdog.Token);
    }

    [Fact]
    public void A_callback_that_runs_after_disposal_does_not_throw()
    {
        var clock = new LateTimers();
        var watchdog = new Watchdog(Patience, clock, CancellationToken.None);
        watchdog.Dispose();

        var late = () => Enumerable.Range(0, 20).ToList().ForEach(_ => clock.Callback!(null));

        late.Should().NotThrow("an exception on the thread pool ends the server");
    }

    [Fact]
    public async Task A_failure_to_stop_the_work_does_not_reach_the_timer()
    {
        var clock = new LateTimers();
        using var watchdog = new Watchdog(Patience, clock, CancellationToken.None);
        var stopped = new TaskCompletionSource();
        await using var registration = watchdog.Token.Register(() =>
        {
            stopped.SetResult();
            throw new InvalidOperationException("It can't be killed.");
        });

        var looks = () => Enumerable.Range(0, 20).ToList().ForEach(_ => clock.Callback!(null));

        looks.Should().NotThrow();
        await stopped.Task;
    }

    private static async Task GivenUpAsync(string script)
    {
        using var program = Start(script);
        using var watchdog = new Watchdog(Patience, TimeProvider.System, CancellationToken.None);
        watchdog.Follow(program.Process.Id);

        await EndOf(watchdog.Token);

        program.Process.HasExited.Should().BeFalse("whoever asked for the watch ends it");
    }

    private static async Task UsesMoreAsync(Running running, TimeSpan processorTime)
    {
        var before = running.Process.TotalProcessorTime;
        await Until.TrueAsync(() => running.Process.TotalProcessorTime > before + processorTime);
    }

    private static async Task EndOf(CancellationToken token)
    {
        var ended = new TaskCompletionSource();
        await using var registration = token.Register(ended.SetResult);
        await ended.Task.WaitAsync(Until.Encoded, CancellationToken.None);
    }

    private static Running Start(params string[] script) => new(Process.Start("sh", ["-c", .. script]));

    private sealed class Running(Process process) : IDisposable
    {
        public Process Process => process;

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    // Timers whose callbacks the test runs.
    private sealed class LateTimers : TimeProvider
    {
        public TimerCallback? Callback { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Callback = callback;
            return base.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
