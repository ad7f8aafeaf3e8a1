using System.Net;

namespace StreamVault.Tests.Infrastructure;

/// <summary>A request body of unknown length that is generated while it is sent.</summary>
/// <param name="write">Writes the body.</param>
public sealed class PushStreamContent(Func<Stream, CancellationToken, Task> write) : HttpContent
{
    /// <inheritdoc />
    protected override Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    ) => write(stream, cancellationToken);

    /// <inheritdoc />
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        write(stream, CancellationToken.None);

    /// <inheritdoc />
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
