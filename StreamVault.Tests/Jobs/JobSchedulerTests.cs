using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Tests.Jobs;

/// <summary>The order in which jobs run.</summary>
public sealed class JobSchedulerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private readonly EncodingSchedule _schedule = new();

    [Fact]
    public void A_short_video_does_not_wait_for_a_long_one()
    {
        var film = Job(hours: 3, waited: 60);
        var clip = Job(seconds: 30);

        Scheduler().Next([film, clip]).Should().Be(clip);
        Scheduler().ShouldPreempt(film, [clip]).Should().BeTrue("a quarter of the film's work would be 45 minutes");
        Scheduler().ShouldPreempt(film, [Job(hours: 1)]).Should().BeFalse("it is not less than a quarter");
    }

    [Fact]
    public void A_job_that_waited_as_long_as_its_work_takes_is_not_passed_or_preempted()
    {
        var film = Job(hours: 3, waited: 3 * 3600);
        var clip = Job(seconds: 30);

        Scheduler().Next([clip, film]).Should().Be(film);
        Scheduler().ShouldPreempt(film, [clip]).Should().BeFalse();
    }

    [Fact]
    public void Endless_short_clips_do_not_starve_a_film()
    {
        var now = Noon;
        var film = Job(hours: 3);
        for (var begun = 0; begun < 1000; begun++)
        {
            var clip = Job(seconds: 60) with { QueuedAt = now };
            if (Scheduler(now).Next([film, clip]) == film)
            {
                (now - Noon).Should().BeLessThan(TimeSpan.FromHours(3.1));
                return;
            }

            now += TimeSpan.FromMinutes(1);
        }

        throw new InvalidOperationException("The film starved.");
    }

    [Fact]
    public void Two_jobs_never_preempt_each_other_alternately()
    {
        var film = Job(hours: 3);
        var clip = Job(seconds: 600);
        Scheduler().ShouldPreempt(film, [clip]).Should().BeTrue();

        Scheduler(Noon.AddHours(1)).ShouldPreempt(clip, [film]).Should().BeFalse();
        Scheduler(Noon.AddHours(5)).ShouldPreempt(clip, [film]).Should().BeFalse();
    }

    [Fact]
    public void A_higher_priority_comes_first_and_preempts_regardless_of_length()
    {
        var clip = Job(seconds: 30);
        var film = Job(hours: 3) with { Priority = JobPriority.Now };

        Scheduler().Next([clip, film]).Should().Be(film);
        Scheduler().ShouldPreempt(clip, [film]).Should().BeTrue();
        Scheduler().ShouldPreempt(film, [clip]).Should().BeFalse();
    }

    [Fact]
    public void Idle_jobs_run_when_nothing_else_is_due_and_nobody_watches()
    {
        var idle = Job(seconds: 30) with { Priority = JobPriority.Idle };
        var film = Job(hours: 3);

        Scheduler().Next([idle, film]).Should().Be(film);
        Scheduler().Next([idle]).Should().Be(idle);
        Scheduler(quiet: false).Next([idle]).Should().BeNull();
        Scheduler(quiet: false).ShouldPreempt(idle, []).Should().BeTrue("someone started to watch");
        Scheduler(quiet: false)
            .Order([idle])
            .Should()
            .ContainSingle()
            .Which.Wait.Reason.Should()
            .Be(WaitReason.Playback);
    }

    [Theory]
    [InlineData("2026-07-01T19:59:59Z", false)]
    [InlineData("2026-07-01T20:00:00Z", true)]
    [InlineData("2026-07-02T04:59:59Z", true)]
    [InlineData("2026-07-02T05:00:00Z", false)]
    public void Off_hours_cross_midnight_in_the_servers_time_zone(string time, bool open)
    {
        _schedule.OnlyInOffHours = true;
        var job = Job(seconds: 30);

        var scheduler = Scheduler(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

        (scheduler.Next([job]) is not null).Should().Be(open, "in Berlin it is two hours later");
        scheduler.ShouldPreempt(job, []).Should().Be(!open);
        scheduler
            .Next([job with { Priority = JobPriority.Now }])
            .Should()
            .NotBeNull("what is wanted now waits for no hour");
    }

    [Fact]
    public void A_single_job_can_wait_for_off_hours_and_says_when_they_begin()
    {
        var late = Job(seconds: 30) with { OnlyInOffHours = true };
        var other = Job(hours: 1);

        Scheduler().Next([late, other]).Should().Be(other);
        var wait = Scheduler().Order([late, other])[1].Wait;
        (wait.Reason, wait.Until).Should().Be((WaitReason.OffHours, Noon.AddHours(8)));
    }

    [Theory]
    [InlineData("2026-03-28T12:00:00Z", "02:30", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-24T12:00:00Z", "02:30", "2026-10-25T01:30:00Z")]
    [InlineData("2026-07-01T20:30:00Z", "22:00", "2026-07-02T20:00:00Z")]
    public void Off_hours_begin_also_on_nights_with_a_clock_change(string now, string from, string begin)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var hours = new OffHours(TimeOnly.Parse(from, culture), new TimeOnly(7, 0));

        hours.NextBegin(DateTimeOffset.Parse(now, culture), Berlin).Should().Be(DateTimeOffset.Parse(begin, culture));
    }

    [Fact]
    public void Each_waiting_job_has_its_reason()
    {
        var room = Job(seconds: 30) with { NeededBytes = 2_100_000_000 };
        var failed = Job(seconds: 30) with { NextAttemptAt = Noon.AddMinutes(2) };
        var (first, second) = (Job(seconds: 30), Job(seconds: 60));

        var arranged = Scheduler(free: 300_000_000).Order([room, failed, second, first]);

        arranged
            .Should()
            .Equal(
                (first, new JobWait(WaitReason.EarlierJobs)),
                (second, new JobWait(WaitReason.EarlierJobs, Ahead: 1)),
                (failed, new JobWait(WaitReason.NextAttempt, Until: Noon.AddMinutes(2))),
                (room, new JobWait(WaitReason.DiskSpace, NeededBytes: 2_100_000_000, FreeBytes: 300_000_000))
            );
        Scheduler(workers: 0).Order([first])[0].Wait.Reason.Should().Be(WaitReason.NoWorkers);
        _schedule.IsPaused = true;
        Scheduler().Order([first])[0].Wait.Reason.Should().Be(WaitReason.AllPaused);
        Scheduler().Next([first with { Priority = JobPriority.Now }]).Should().BeNull("all jobs are paused");
    }

    private JobScheduler Scheduler(
        DateTimeOffset? now = null,
        bool quiet = true,
        long free = long.MaxValue,
        int workers = 1
    ) => new(now ?? Noon, Berlin, _schedule, quiet, free, workers);

    private static QueuedJob Job(double seconds = 0, double hours = 0, double waited = 0) =>
        new(
            JobId.New(Noon),
            JobPriority.Normal,
            OnlyInOffHours: false,
            Noon.AddSeconds(-waited),
            NextAttemptAt: null,
            NeededBytes: null,
            seconds + hours * 3600
        );
}
