using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace StreamVault.Web.Sending;

/// <summary>An answer's body whose files are sent by <see cref="SocketWriter"/>.</summary>
internal sealed class FileSending : IHttpResponseBodyFeature
{
    private readonly IHttpResponseBodyFeature _body;
    private readonly SocketWriter _writer;

    private FileSending(IHttpResponseBodyFeature body, SocketWriter writer) => (_body, _writer) = (body, writer);

    /// <summary>
    /// Lets this request's files go the short way, where its connection carries nothing else: neither under TLS nor between
    /// the frames of HTTP/2.
    /// </summary>
    public static void Use(HttpContext context)
    {
        if (
            context.Features.Get<SocketWriter>() is { } writer
            && HttpProtocol.IsHttp11(context.Request.Protocol)
            && context.Features.Get<ITlsConnectionFeature>() is null
            && context.Features.Get<IHttpResponseBodyFeature>() is { } body
        )
        {
            context.Features.Set<IHttpResponseBodyFeature>(new FileSending(body, writer));
        }
    }

    /// <inheritdoc />
    public Stream Stream => _body.Stream;

    /// <inheritdoc />
    public PipeWriter Writer => _body.Writer;

    /// <inheritdoc />
    public void DisableBuffering() => _body.DisableBuffering();

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken = default) => _body.StartAsync(cancellationToken);

    /// <inheritdoc />
    public Task CompleteAsync() => _body.CompleteAsync();

    /// <inheritdoc />
    public async Task SendFileAsync(
        string path,
        long offset,
        long? count,
        CancellationToken cancellationToken = default
    )
    {
        var bytes = count ?? new FileInfo(path).Length - offset;
        if (bytes is <= 0 or > int.MaxValue)
        {
            await _body.SendFileAsync(path, offset, count, cancellationToken);
            return;
        }

        await _body.StartAsync(cancellationToken);
        _body.Writer.GetMemory(1);
        _writer.Announce(new FileRange(path, offset, (int)bytes));
        _body.Writer.Advance((int)bytes);
        await _body.Writer.FlushAsync(cancellationToken);
    }
}
