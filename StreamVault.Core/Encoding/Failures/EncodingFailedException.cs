using StreamVault.Core.Jobs;

namespace StreamVault.Core.Encoding.Failures;

/// <summary>An encode can't go on. Thrown where the cause shows, turned into an outcome by <see cref="Encoder"/>.</summary>
internal sealed class EncodingFailedException(JobFailure failure) : Exception(failure.Reason)
{
    public JobFailure Failure { get; } = failure;
}

/// <summary>The turn of another job has come: nobody's failure, this one goes on later with its next chunk.</summary>
internal sealed class JobPreemptedException() : Exception("The turn of another job has come.");
