using System.IO.Pipelines;
using StreamVault.Web.Sending;
using StreamVault.Web.Streaming;

namespace StreamVault.Tests.Sending;

/// <summary>Where work goes on that begins on a thread that watches sockets: here, one that is not of the pool.</summary>
public sealed class SocketReaderTests
{
    private const string Video = "/api/videos/01a21345-1e5c-7729-8f9a-9f2b1e042048/";
    private static readonly PipeOptions InPlace = new(
        readerScheduler: PipeScheduler.Inline,
        useSynchronizationContext: false
    );

    [Theory]
    [InlineData($"GET {Video}master.m3u8?token=abc HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData($"GET {Video}1080p.m3u8?token=abc HTTP/1.1\r\n")]
    [InlineData($"GET {Video}key?token=abc HTTP/1.1\r\n")]
    [InlineData($"GET {Video}1080p/1080p_000.ts?token=abc HTTP/1.1\r\n")]
    public async Task What_is_answered_from_memory_is_handled_where_it_was_received(string request) =>
        (await IsHandledOnPoolAsync(request)).Should().BeFalse();

    [Theory]
    [InlineData($"GET {Video}master.m3u8 HTTP/1.1\r\n")]
    [InlineData($"GET {Video}original?token=abc HTTP/1.1\r\n")]
    [InlineData($"POST {Video}key?token=abc HTTP/1.1\r\n")]
    [InlineData("GET / HTTP/1.1\r\nReferer: /api/videos/key?token=abc\r\n")]
    [InlineData("GET /api/videos/?token=")]
    [InlineData("GE")]
    [InlineData("\u0016\u0003\u0001")]
    public async Task All_else_goes_on_on_the_pool(string request) =>
        (await IsHandledOnPoolAsync(request)).Should().BeTrue();

    [Fact]
    public async Task What_is_there_already_goes_on_on_the_pool_too()
    {
        var pipe = new Pipe(InPlace);
        await pipe.Writer.WriteAsync("POST / HTTP/1.1\r\n"u8.ToArray());
        var reader = new SocketReader(pipe.Reader, DirectAddress.IsQuick);

        var isOnPool = await OnWatchingThreadAsync(async () =>
        {
            await reader.ReadAsync();
            return PoolThreads.IsOne;
        });

        isOnPool.Should().BeTrue();
    }

    private static async Task<bool> IsHandledOnPoolAsync(string received)
    {
        var pipe = new Pipe(InPlace);
        var reader = new SocketReader(pipe.Reader, DirectAddress.IsQuick);
        var handling = HandleAsync();

        await OnWatchingThreadAsync(async () =>
        {
            await pipe.Writer.WriteAsync(System.Text.Encoding.ASCII.GetBytes(received));
            return true;
        });
        return await handling;

        async Task<bool> HandleAsync()
        {
            // Continues wherever the reader does, and not where a test may want it.
            await reader.ReadAsync().ConfigureAwait(false);
            return PoolThreads.IsOne;
        }
    }

    private static Task<bool> OnWatchingThreadAsync(Func<Task<bool>> work)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(async () => done.SetResult(await work())).Start();
        return done.Task;
    }
}
