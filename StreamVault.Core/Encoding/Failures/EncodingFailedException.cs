using StreamVault.Core.Jobs;

namespace StreamVault.Core.Encoding.Failures;

/// <summary>An encode can't continue. <see cref="Encoder"/> turns it into an outcome.</summary>
internal sealed class EncodingFailedException(JobFailure failure) : Exception(failure.Reason)
{
    public JobFailure Failure { get; } = failure;
}

/// <summary>A job with higher priority preempted this one, which continues later with its next chunk.</summary>
internal sealed class JobPreemptedException() : Exception("A job with higher priority preempted this one.");
