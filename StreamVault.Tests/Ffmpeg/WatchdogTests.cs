using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Ffmpeg;

/// <summary>Stall detection with real programs that hang, and one without CPU time.</summary>
public sealed class WatchdogTests
{
    private const string Endless = "while :; do :; done";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_program_that_sleeps_has_stalled() => await GivenUpAsync("exec sleep 1000");

    [Fact]
    public async Task A_program_that_computes_forever_has_stalled() => await GivenUpAsync(Endless);

    [Fact]
    public async Task A_stopped_program_has_stalled() => await GivenUpAsync("kill -STOP $$");

    [Fact]
    public async Task A_program_stopped_while_it_computed_has_stalled() =>
        await GivenUpAsync($"(kill -STOP $$) & {Endless}");

    [Fact]
    public async Task A_program_without_CPU_time_has_not_stalled()
    {
        // The watchdog's clock runs far ahead, so the program seems to get almost no processor time.
        var clock = new FakeTimeProvider();
        using var starved = Start(Endless);
        await UsesMoreAsync(starved, TimeSpan.Zero);
        using var watchdog = new Watchdog(Patience * 10, clock, CancellationToken.None);
        watchdog.Track(starved.Process.Id);

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
        watchdog.Track(program.Process.Id);

        await EndOf(watchdog.Token);

        program.Process.HasExited.Should().BeFalse("the caller cancelled the watchdog");
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
