using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Core.Encoding;

/// <summary>Advises what to do when FFmpeg was killed for using too much memory. Thread-safe.</summary>
internal sealed class MemoryAdvice(IOptions<JobOptions> jobs, IOptions<EncodingOptions> encoding)
{
    /// <summary>Adds the advice to a failure if FFmpeg was killed.</summary>
    public JobFailure AddTo(JobFailure failure) =>
        failure.Cause == FailureCause.Killed ? failure with { Reason = $"{failure.Reason} {Sentence}" } : failure;

    // The first setting that can still be lowered, in the order of the memory it saves.
    private string Sentence =>
        jobs.Value.WorkerCount > 1 ? "Close other programs, or set StreamVault:Encoding:Workers to 1."
        : encoding.Value.ChunkCount > 1 ? "Close other programs, or set StreamVault:Encoding:ParallelChunks to 1."
        : encoding.Value.Threads > 1 ? "Close other programs, or set StreamVault:Encoding:Threads to 1."
        : "Close other programs, or add memory to the server.";
}
