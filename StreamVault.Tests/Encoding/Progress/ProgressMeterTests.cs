using Microsoft.Extensions.Logging.Abstractions;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;
using StreamVault.Core.Jobs;
using StreamVault.Core.Media;
using StreamVault.Tests.Jobs;

namespace StreamVault.Tests.Encoding.Progress;

/// <summary>The accuracy of the forecast, with a simulated clock.</summary>
public sealed class ProgressMeterTests : QueueFixture
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);
    private static readonly FrameRate Rate = new(25, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_remaining_time_is_accurate_to_a_fifth_after_the_first_tenth(int seed)
    {
        // The hardest scenes take more than twice the time of the easiest, and each lasts a chunk.
        var random = new Random(seed);
        var plan = Plan(TimeSpan.FromMinutes(40));
        var reports = await RunAsync(plan, _ => 12 * (0.7 + 0.9 * random.NextDouble()));

        ErrorsAfterTheFirstTenth(reports).Should().OnlyContain(error => error < 0.2);
    }

    [Fact]
    public async Task The_forecast_adapts_when_the_machine_becomes_busy()
    {
        var plan = Plan(TimeSpan.FromMinutes(40));

        var reports = await RunAsync(plan, chunk => chunk < 20 ? 24 : 12);

        var half = reports.First(t => t.Fraction > 0.6);
        var end = reports[^1].At;
        (half.Remaining!.Value / (end - half.At)).Should().BeGreaterThan(0.75, "it forgets the earlier speed");
    }

    [Fact]
    public async Task Work_of_earlier_attempts_does_not_affect_the_speed()
    {
        var plan = Plan(TimeSpan.FromMinutes(40));

        var reports = await RunAsync(plan, _ => 12, done: plan.Count / 2);

        reports[0].Fraction.Should().BeGreaterThan(0.45);
        ErrorsAfterTheFirstTenth(reports).Should().OnlyContain(error => error < 0.2);
    }

    [Fact]
    public async Task Frames_per_second_are_reported_during_encoding()
    {
        var reports = await RunAsync(Plan(TimeSpan.FromMinutes(2)), _ => 12);

        reports
            .Where(t => t.Fraction is > 0.1 and < 0.9)
            .Should()
            .OnlyContain(t => Math.Abs(t.FramesPerSecond!.Value - 12) < 0.5);
        reports[^1].FramesPerSecond.Should().BeNull("sound and packaging have none");
    }

    private sealed record Report(TimeSpan At, double Fraction, TimeSpan? Remaining, double? FramesPerSecond);

    private static IEnumerable<double> ErrorsAfterTheFirstTenth(IReadOnlyList<Report> reports)
    {
        var begin = reports[0];
        var end = reports[^1].At;
        // In the last seconds a second too many is already a fifth of them.
        return reports
            .Where(t => t.Fraction - begin.Fraction > (1 - begin.Fraction) / 10)
            .Where(t => end - t.At > TimeSpan.FromSeconds(20))
            .Select(t => Math.Abs(t.Remaining!.Value / (end - t.At) - 1));
    }

    // Simulates an encode: frames at the speed of the chunk, then audio, packaging and the check at their usual cost.
    private async Task<IReadOnlyList<Report>> RunAsync(ChunkPlan plan, Func<int, double> framesPerSecond, int done = 0)
    {
        var lease = await ClaimedAsync();
        var running = Vault.Get<RunningJobs>();
        await using var job = new LeasedJob(lease, Queue, running, TimeSpan.FromDays(1), Clock, NullLogger.Instance);
        var reports = new List<Report>();
        var meter = new ProgressMeter(job, Clock);
        var began = Clock.GetUtcNow();
        meter.Begin(plan, [.. Enumerable.Range(0, done).Select(chunk => plan[chunk].Frames)]);
        await meter.EnterAsync("Video", Ct);
        double frames = Enumerable.Range(0, done).Sum(chunk => plan[chunk].Frames);
        Note();
        for (var chunk = done; chunk < plan.Count; chunk++)
        {
            var end = plan[chunk].FirstFrame + plan[chunk].Frames;
            for (var speed = framesPerSecond(chunk); frames < end; Note())
            {
                Clock.Advance(Step);
                frames = Math.Min(end, frames + speed * Step.TotalSeconds);
                meter.Frames((long)frames);
            }
        }

        var whole = (Clock.GetUtcNow() - began) * plan.Count / (plan.Count - done);
        Pass(ProgressMeter.AudioShare, meter.Audio);
        Pass(ProgressMeter.PackageShare * ProgressMeter.UntilCheck, meter.Package);
        Pass(ProgressMeter.PackageShare * (1 - ProgressMeter.UntilCheck), meter.Check);
        return reports;

        void Pass(double cost, Action<double> tell)
        {
            var takes = whole * cost;
            for (var passed = TimeSpan.Zero; passed < takes; passed += Step)
            {
                Clock.Advance(Step);
                tell((passed + Step) / takes);
                Note();
            }
        }

        void Note()
        {
            var latest = running.Latest(lease.Job)!;
            reports.Add(
                new Report(Clock.GetUtcNow() - began, latest.Fraction, latest.Remaining, latest.FramesPerSecond)
            );
        }
    }

    private static ChunkPlan Plan(TimeSpan length) => ChunkPlan.Make(Rate, length, null, TimeSpan.FromSeconds(4), 6);
}
