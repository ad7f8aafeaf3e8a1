namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// A program's output, which ends when the program does. The pipe alone would stay open as long as any process holds
/// it, such as a child left running. Everything written before the end is read, even by a slow reader.
/// </summary>
/// <param name="pipe">The pipe.</param>
/// <param name="ended">Cancelled when the program has ended.</param>
internal sealed class ProgramOutput(Stream pipe, CancellationToken ended) : Stream
{
    // Measured on the real clock: the output of a program that has exited is available immediately.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Whether another process still held the pipe when the program had ended.</summary>
    public bool WasLeftOpen { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!ended.IsCancellationRequested)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ended);
            try
            {
                return await pipe.ReadAsync(buffer, either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The program has ended: read what is left.
            }
        }

        using var grace = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        grace.CancelAfter(Grace);
        try
        {
            return await pipe.ReadAsync(buffer, grace.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            WasLeftOpen = true;
            return 0;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A program's output is read asynchronously.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
