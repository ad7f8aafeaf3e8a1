using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace StreamVault.Web.Sending;

/// <summary>
/// What a connection brings. Reading goes on where the bytes were received if they ask for something quick, else on a
/// thread of the pool: see <see cref="PoolThreads"/>.
/// </summary>
/// <param name="transport">The connection.</param>
/// <param name="isQuick">Whether these bytes look as if they were answered from memory. A guess: a wrong one costs time only.</param>
internal sealed class SocketReader(PipeReader transport, Func<ReadOnlySpan<byte>, bool> isQuick) : PipeReader
{
    /// <inheritdoc />
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var read = transport.ReadAsync(cancellationToken);
        return read.IsCompletedSuccessfully && PoolThreads.IsOne ? read : WaitAsync(read);
    }

    /// <inheritdoc />
    public override bool TryRead(out ReadResult result) => transport.TryRead(out result);

    /// <inheritdoc />
    public override void AdvanceTo(SequencePosition consumed) => transport.AdvanceTo(consumed);

    /// <inheritdoc />
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
        transport.AdvanceTo(consumed, examined);

    /// <inheritdoc />
    public override void CancelPendingRead() => transport.CancelPendingRead();

    /// <inheritdoc />
    public override void Complete(Exception? exception = null) => transport.Complete(exception);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> WaitAsync(ValueTask<ReadResult> read)
    {
        var result = await read;
        if (!PoolThreads.IsOne && !isQuick(result.Buffer.FirstSpan))
        {
            await PoolThreads.SwitchToOne();
        }

        return result;
    }
}
