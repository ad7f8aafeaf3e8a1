using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using StreamVault.Core.Settings;

namespace StreamVault.Core.Jobs;

/// <summary>How work is queued and retried: the section <c>StreamVault:Encoding</c>.</summary>
public sealed class JobOptions
{
    /// <summary>
    /// How many videos are encoded at the same time, 0 to 16; 0 stops all work. Default: the number of chunks that can
    /// be encoded at once, which is a quarter of the cores and at least 1.
    /// </summary>
    [Description("How many videos are prepared at the same time; 0 for none. Default: a quarter of the cores.")]
    [Range(0, 16)]
    [Automatic(nameof(WorkerCount))]
    public int? Workers { get; set; }

    /// <summary>The number of workers: the setting, or a default that depends on the machine.</summary>
    internal int WorkerCount => Workers ?? CountFor(Environment.ProcessorCount);

    /// <summary>
    /// The number of concurrent encodes for a machine. One encode uses about four cores: its rungs advance in lock
    /// step, and the largest rung is half of the work. More encodes than the cores can handle would only use more
    /// memory.
    /// </summary>
    internal static int CountFor(int cores) => Math.Max(1, cores / 4);

    /// <summary>How often the queue is polled when there is no signal. Default 5 s.</summary>
    [Description("How often the queue is polled if no event arrives.")]
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often a running job's progress is saved. Default 30 s; must be at most half of <see cref="StaleAfter"/>.
    /// </summary>
    [Description("How often a running job's progress is saved.")]
    [Range(typeof(TimeSpan), "00:00:00.100", "00:30:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a job may count as running without a worker before it is requeued. Default 5 min. A job that a worker
    /// holds is never requeued, even if the system clock changes.
    /// </summary>
    [Description("How long a job without a worker counts as running before it returns to the queue.")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The maximum number of attempts per job, 1 to 10. Default 3.</summary>
    [Description("The maximum number of attempts per job.")]
    [Range(1, 10)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>The pause after the first failed attempt; doubles with each further one. Default 2 min.</summary>
    [Description("The pause after the first failed attempt; it doubles with each further attempt.")]
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long playback must have been idle before jobs with priority idle run. Default 5 min.</summary>
    [Description("How long playback must have been idle before low-priority jobs run.")]
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan QuietBeforeIdle { get; set; } = TimeSpan.FromMinutes(5);
}
