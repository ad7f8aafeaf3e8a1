using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Tests.Jobs;

/// <summary>
/// A queue of hundreds of jobs: the order matches <see cref="JobScheduler"/>, and only what is shown is read.
/// </summary>
public sealed class ManyJobsTests : QueueFixture
{
    private const int Many = 300;
    private readonly Random _random = new(20);

    [Theory]
    [InlineData(false, true, 12)]
    [InlineData(true, true, 12)]
    [InlineData(true, false, 23)]
    [InlineData(false, false, 12)]
    public async Task The_first_jobs_match_the_scheduling_order(bool offHours, bool quiet, int hour)
    {
        await FillAsync();
        var schedule = new EncodingSchedule { OnlyInOffHours = offHours };
        var turns = new JobScheduler(
            Clock.GetUtcNow().AddHours(hour - 12),
            TimeZoneInfo.Utc,
            schedule,
            quiet,
            freeBytes: 1_000,
            workers: 1
        );
        var all = turns.Order(await AllAsync());
        await using var database = await Vault.DatabaseAsync();

        var first = await JobOrder.FirstAsync(database, turns, Many, true, Ct);
        var next = await JobOrder.NextAsync(database, turns, Ct);
        var ahead = await JobOrder.AheadAsync(database, turns, all.Select(turn => turn.Job.Id), Ct);

        first.Should().Equal(all.Select(turn => turn.Job.Id.ToString()));
        next.SingleOrDefault().Should().Be(turns.Next(await AllAsync())?.Id.ToString());
        ahead
            .Should()
            .Equal(
                all.Where(turn => turn.Wait.Reason == WaitReason.EarlierJobs)
                    .ToDictionary(turn => turn.Job.Id.ToString(), turn => turn.Wait.Ahead)
            );
    }

    [Theory]
    [InlineData(nameof(JobOrder.Next))]
    [InlineData(nameof(JobOrder.First))]
    [InlineData(nameof(JobOrder.Ahead))]
    public async Task Waiting_jobs_are_found_by_an_index(string statement)
    {
        var sql = statement switch
        {
            nameof(JobOrder.Next) => JobOrder.Next,
            nameof(JobOrder.First) => JobOrder.First,
            _ => JobOrder.Ahead,
        };
        var turns = new JobScheduler(Clock.GetUtcNow(), TimeZoneInfo.Utc, new EncodingSchedule(), true, 1, 1);
        object[] parameters =
        [
            .. JobOrder.Parameters(turns),
            new SqliteParameter("take", 1),
            new SqliteParameter("withPrivate", true),
            new SqliteParameter("ids", "[]"),
        ];

        var plan = await PlanAsync(sql, [.. parameters.Cast<SqliteParameter>()]);

        plan.Should().Contain(step => step.StartsWith("SEARCH j USING INDEX") && step.Contains("status=?"));
        plan.Should().NotContain(step => step == "SCAN j" || step == "SCAN v");
    }

    [Fact]
    public async Task Lists_return_only_the_requested_jobs_and_the_full_count()
    {
        await FillAsync();
        var few = await Queue.WaitingAsync(6, false, Ct);
        (few.Jobs.Count, few.Total).Should().Be((6, Many));
        (await Queue.CountAsync(false, Ct)).Should().Be(new JobCounts(0, Many));
        var page = await Queue.PageAsync(Many - 10, 20, false, Ct);
        (page.Jobs.Count, page.Total).Should().Be((10, Many));

        var none = await Queue.WaitingAsync(0, false, Ct);

        (none.Jobs.Count, none.Total).Should().Be((0, Many));
    }

    [Fact]
    public async Task Pages_contain_every_job_once_newest_first()
    {
        await FillAsync();
        var ids = new List<JobId>();
        for (var skip = 0; skip < Many; skip += 70)
        {
            ids.AddRange((await Queue.PageAsync(skip, 70, false, Ct)).Jobs.Select(listing => listing.Job.Id));
        }

        ids.Should().OnlyHaveUniqueItems().And.HaveCount(Many);
        ids.Select(id => id.ToString()).Should().BeInDescendingOrder(StringComparer.Ordinal);
    }

    private async Task FillAsync()
    {
        await using var database = await Vault.DatabaseAsync();
        for (var i = 0; i < Many; i++)
        {
            var queued = Clock.GetUtcNow().AddSeconds(-_random.Next(7200));
            var video = new Video
            {
                Id = VideoId.New(queued),
                Title = $"Video {i}",
                OriginalFilename = "v.mp4",
                CreatedAt = queued,
                DurationSeconds = _random.Next(3) == 0 ? null : _random.Next(10_000),
                FileSizeBytes = _random.Next(4) == 0 ? null : _random.NextInt64(5_000_000_000),
            };
            var job = EncodingJob.Queue(video.Id, 3, queued);
            job.Priority = (JobPriority)_random.Next(3);
            job.OnlyInOffHours = _random.Next(3) == 0;
            job.Progress = _random.Next(2) == 0 ? 0 : _random.NextDouble();
            job.NextAttemptAt = _random.Next(4) == 0 ? Clock.GetUtcNow().AddSeconds(_random.Next(-900, 90_000)) : null;
            job.NeededBytes = _random.Next(4) == 0 ? _random.Next(2_000) : null;
            database.Videos.Add(video);
            database.EncodingJobs.Add(job);
        }

        await database.SaveChangesAsync();
    }

    private async Task<List<QueuedJob>> AllAsync()
    {
        await using var database = await Vault.DatabaseAsync();
        var rows = await database
            .EncodingJobs.Join(
                database.Videos,
                job => job.VideoId,
                video => video.Id,
                (job, video) => new { job, video }
            )
            .ToListAsync();
        return
        [
            .. rows.Select(row => new QueuedJob(
                row.job.Id,
                row.job.Priority,
                row.job.OnlyInOffHours,
                row.job.QueuedAt,
                row.job.NextAttemptAt,
                row.job.NeededBytes,
                (row.video.DurationSeconds ?? (row.video.FileSizeBytes ?? 0) / 1_000_000.0) * (1 - row.job.Progress)
            )),
        ];
    }

    private async Task<List<string>> PlanAsync(string sql, SqliteParameter[] parameters)
    {
        await using var database = await Vault.DatabaseAsync();
        await database.Database.OpenConnectionAsync();
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }
}
