using System.Diagnostics;
using StreamVault.Core.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Ffmpeg;

/// <summary>Stall detection with real programs that hang, and one without CPU time.</summary>
public sealed class WatchdogTests
{
    private const string Endless = "while :; do :; done";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

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
        // Both on one core, where the idle one gets a three-hundredth of the time.
        using var greedy = Start("exec taskset -c 0 sh -c \"$0\"", Endless);
        using var starved = Start("exec taskset -c 0 chrt --idle 0 sh -c \"$0\"", Endless);
        await Until.TrueAsync(() => IsEndless(greedy) && IsEndless(starved));
        using var watchdog = new Watchdog(Patience, TimeProvider.System, CancellationToken.None);
        watchdog.Track(starved.Process.Id);
        using var longer = new Watchdog(Patience * 3, TimeProvider.System, CancellationToken.None);

        await EndOf(longer.Token);
        watchdog.Token.IsCancellationRequested.Should().BeFalse("it could not do anything");

        greedy.Dispose();
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

        program.Process.HasExited.Should().BeFalse("whoever asked for the watch ends it");
    }

    private static bool IsEndless(Running running) =>
        File.ReadAllText($"/proc/{running.Process.Id}/cmdline").StartsWith("sh\0-c\0while", StringComparison.Ordinal);

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
