using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>
/// A worker's claim on a job. After the queue gives the job to another worker, writes with this lease have no effect.
/// </summary>
/// <param name="Job">The job.</param>
/// <param name="Video">Its video.</param>
/// <param name="Token">The fencing token; also the name of the attempt's work folder.</param>
/// <param name="Attempt">1 for the first attempt.</param>
public sealed record JobLease(JobId Job, VideoId Video, Guid Token, int Attempt);
