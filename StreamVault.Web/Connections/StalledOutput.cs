using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace StreamVault.Web.Connections;

/// <summary>
/// Ends a response quietly when the kernel closed its connection because the client read nothing (see
/// <see cref="StalledReaders"/>). Kestrel expects a reset, and logs the timeout of a socket as an unexpected error.
/// </summary>
/// <param name="output">The output of the connection.</param>
internal sealed class StalledOutput(PipeWriter output) : PipeWriter
{
    /// <summary>Adds this to each connection of an endpoint.</summary>
    public static void Use(ListenOptions endpoint) =>
        endpoint.Use(next =>
            connection =>
            {
                connection.Transport = new Transport(
                    connection.Transport.Input,
                    new StalledOutput(connection.Transport.Output)
                );
                return next(connection);
            }
        );

    public override bool CanGetUnflushedBytes => output.CanGetUnflushedBytes;

    public override long UnflushedBytes => output.UnflushedBytes;

    public override void Advance(int bytes) => output.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => output.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => output.GetSpan(sizeHint);

    public override void CancelPendingFlush() => output.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => output.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => output.CompleteAsync(exception);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        WithoutTimeout(output.FlushAsync(cancellationToken));

    public override ValueTask<FlushResult> WriteAsync(
        ReadOnlyMemory<byte> source,
        CancellationToken cancellationToken = default
    ) => WithoutTimeout(output.WriteAsync(source, cancellationToken));

    private static ValueTask<FlushResult> WithoutTimeout(ValueTask<FlushResult> flush) =>
        flush.IsCompletedSuccessfully ? flush : AwaitAsync(flush);

    private static async ValueTask<FlushResult> AwaitAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            return await flush;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.TimedOut)
        {
            // Tells Kestrel that the client no longer reads; it then cancels the request.
            return new FlushResult(isCanceled: false, isCompleted: true);
        }
    }

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
