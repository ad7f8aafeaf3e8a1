using System.Collections.Concurrent;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;

namespace StreamVault.Core.Jobs;

/// <summary>
/// The live progress of the jobs that run in this process. New values are published as <see cref="JobProgress"/>; a
/// page that is opened later reads the latest from here. Thread-safe.
/// </summary>
/// <param name="events">Publishes new values.</param>
public sealed class RunningJobs(EventHub events)
{
    private readonly ConcurrentDictionary<JobId, JobProgress> _latest = new();

    /// <summary>The newest progress of a job; null if it isn't running or hasn't reported yet.</summary>
    public JobProgress? Latest(JobId job) => _latest.GetValueOrDefault(job);

    internal void Report(JobProgress progress)
    {
        _latest[progress.Job] = progress;
        events.Publish(progress);
    }

    internal void Remove(JobId job) => _latest.TryRemove(job, out _);
}
