using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace StreamVault.Web.Security;

/// <summary>
/// Limits how large a request body may be, before any of it is read: a parsed body takes several times its size in
/// memory, and anyone may send one to the sign-in page. Endpoints that take files lift the limit.
/// </summary>
internal static class BodyLimits
{
    /// <summary>
    /// The largest JSON body or form, in bytes: a password of 1,000 characters fits, even with each written as an escape.
    /// </summary>
    public const int Default = 16 * 1024;

    /// <summary>The largest body that holds a description, and the largest batch of Blazor's messages, in bytes.</summary>
    public const int Long = 64 * 1024;

    public static IServiceCollection AddBodyLimits(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = Default);

    /// <summary>Sets the largest body of an endpoint, in bytes.</summary>
    public static TBuilder WithBodyLimit<TBuilder>(this TBuilder endpoint, int bytes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestSizeLimitAttribute(bytes));

    /// <summary>Lets an endpoint take bodies of any size.</summary>
    public static TBuilder WithoutBodyLimit<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new DisableRequestSizeLimitAttribute());

    /// <summary>
    /// Refuses requests that announce a body that is too large. Must come after routing, which applies the limits.
    /// </summary>
    /// <remarks>Kestrel would only stop reading; form readers report that as a malformed form.</remarks>
    public static void UseBodyLimits(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
                // Without WebSocket, Blazor posts its messages.
                if (limit is { IsReadOnly: false } && context.Request.Path.StartsWithSegments("/_blazor"))
                {
                    limit.MaxRequestBodySize = Long;
                }

                if (limit is not { IsReadOnly: false, MaxRequestBodySize: { } allowed })
                {
                    return next(context);
                }

                var request = context.Request;
                if (request.ContentLength <= allowed || request.ContentLength is null && !HasBody(request.Method))
                {
                    return next(context);
                }

                // Kestrel discards an unread body for up to five seconds, unless it exceeds Kestrel's own limit: then it
                // resets the connection, and the client may never see the answer.
                limit.MaxRequestBodySize = null;
                if (request.ContentLength is null)
                {
                    request.Body = new LimitedBody(request.Body, allowed);
                    return next(context);
                }

                return TypedResults
                    .Problem(TooLarge(allowed), statusCode: StatusCodes.Status413PayloadTooLarge)
                    .ExecuteAsync(context);
            }
        );

    private static bool HasBody(string method) =>
        HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method);

    private static string TooLarge(long allowed) => $"The body is too large: at most {allowed / 1024} KB.";

    // A body of unknown length: fails once it turns out to be too large.
    private sealed class LimitedBody(Stream body, long allowed) : Stream
    {
        private long _bytes;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => Counted(await body.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => Counted(body.Read(buffer, offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Counted(int bytes)
        {
            _bytes += bytes;
            return _bytes <= allowed
                ? bytes
                : throw new Microsoft.AspNetCore.Http.BadHttpRequestException(
                    TooLarge(allowed),
                    StatusCodes.Status413PayloadTooLarge
                );
        }
    }
}
