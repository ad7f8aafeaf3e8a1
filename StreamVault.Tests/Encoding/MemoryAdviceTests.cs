using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Tests.Encoding;

public sealed class MemoryAdviceTests
{
    [Theory]
    [InlineData(2, 2, 4, "set StreamVault:Encoding:Workers to 1.")]
    [InlineData(1, 2, 4, "set StreamVault:Encoding:ParallelChunks to 1.")]
    [InlineData(1, 1, 4, "set StreamVault:Encoding:Threads to 1.")]
    [InlineData(1, 1, 1, "add memory to the server.")]
    public void Advises_only_what_is_not_done_already(int workers, int chunks, int threads, string advice) =>
        Advice(workers, chunks, threads)
            .AddTo(new JobFailure(FailureCause.Killed, "FFmpeg was killed."))
            .Reason.Should()
            .Be($"FFmpeg was killed. Close other programs, or {advice}");

    [Fact]
    public void Other_failures_stay_as_they_are()
    {
        var failure = new JobFailure(FailureCause.FfmpegFailed, "FFmpeg failed.");

        Advice(2, 2, 4).AddTo(failure).Should().Be(failure);
    }

    private static MemoryAdvice Advice(int workers, int chunks, int threads) =>
        new(
            Options.Create(new JobOptions { Workers = workers }),
            Options.Create(new EncodingOptions { ParallelChunks = chunks, Threads = threads })
        );
}
