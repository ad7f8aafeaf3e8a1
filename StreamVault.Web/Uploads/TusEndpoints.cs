using System.Globalization;
using Microsoft.Extensions.Options;
using StreamVault.Core.Uploads;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Uploads;

/// <summary>The endpoints of the tus protocol.</summary>
internal static class TusEndpoints
{
    // A browser reads an error response only after sending the whole body. Larger bodies are aborted instead.
    private const long MaxDrainBytes = 64L << 20;

    /// <summary>Describes the supported parts of the protocol.</summary>
    public static IResult Describe(HttpContext context, IOptions<UploadOptions> options)
    {
        var headers = context.Response.Headers;
        headers["Tus-Version"] = Tus.Version;
        headers["Tus-Extension"] = Tus.Extensions;
        headers["Tus-Max-Size"] = options.Value.MaxBytes.ToString(CultureInfo.InvariantCulture);
        headers["Tus-Checksum-Algorithm"] = TusChecksum.Algorithms;
        return TypedResults.NoContent();
    }

    /// <summary>Creates an upload if there is enough space, and receives the bytes in the request.</summary>
    public static async Task<IResult> CreateAsync(
        HttpContext context,
        ResumableUploads uploads,
        CancellationToken cancellationToken
    )
    {
        var request = context.Request;
        if (Tus.UnsupportedError(request) is { } unsupported)
        {
            return Refusals.BadRequest(unsupported);
        }

        if (request.Bytes(Tus.Length) is not { } length)
        {
            return Refusals.BadRequest(Tus.Length, $"Set {Tus.Length} to the file's size in bytes.");
        }

        var header = request.Headers[Tus.Metadata].ToString();
        if (TusMetadata.Read(header, out var metadataError) is not { } metadata)
        {
            return Refusals.BadRequest(metadataError!.Value);
        }

        if (TusChecksum.Read(request.Headers[Tus.Checksum].ToString(), out var checksum) is { } error)
        {
            return Refusals.BadRequest(Tus.Checksum, error);
        }

        var hasBody = request.ContentType == Tus.BodyType;
        if (!hasBody && request.ContentLength > 0)
        {
            return Tus.WrongBodyType();
        }

        var user = context.UserId();
        var outcome = await uploads.CreateAsync(
            user,
            length,
            metadata.Details,
            metadata.Filetype,
            header.Length == 0 ? null : header,
            cancellationToken
        );
        if (outcome is ResumeOutcome.Waiting(var upload, _))
        {
            var address = request.PathBase + StreamVaultUrls.ApiResumableUpload(upload.Id);
            if (hasBody || length == 0)
            {
                var body = new UploadBody(request.Body, request.ContentLength, checksum, context.Abort);
                outcome = await uploads.ReceiveAsync(user, upload.Id, 0, body, cancellationToken);
            }

            context.Response.Headers.Location = address.ToString();
            return await AnswerAsync(context, outcome, TypedResults.StatusCode(StatusCodes.Status201Created));
        }

        return await AnswerAsync(context, outcome, TypedResults.NoContent());
    }

    /// <summary>Returns an upload's offset.</summary>
    public static async Task<IResult> LookAsync(
        Guid id,
        HttpContext context,
        ResumableUploads uploads,
        CancellationToken cancellationToken
    )
    {
        var outcome = await uploads.LookAsync(context.UserId(), id, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        var upload = outcome switch
        {
            ResumeOutcome.Waiting(var waiting, _) => waiting,
            ResumeOutcome.Accepted(var accepted) => accepted,
            ResumeOutcome.Duplicate(var onHold, _) => onHold,
            _ => null,
        };
        if (upload is not null)
        {
            context.Response.SetBytes(Tus.Length, upload.Length);
            if (upload.Metadata is not null)
            {
                context.Response.Headers[Tus.Metadata] = upload.Metadata;
            }
        }

        return TusResponses.Answer(context, outcome, TypedResults.Ok());
    }

    /// <summary>Appends bytes to an upload.</summary>
    public static async Task<IResult> ReceiveAsync(
        Guid id,
        HttpContext context,
        ResumableUploads uploads,
        CancellationToken cancellationToken
    )
    {
        var request = context.Request;
        if (request.ContentType != Tus.BodyType)
        {
            return Tus.WrongBodyType();
        }

        if (request.Bytes(Tus.Offset) is not { } offset)
        {
            return Refusals.BadRequest(Tus.Offset, $"Set {Tus.Offset} to the position of the first byte.");
        }

        if (TusChecksum.Read(request.Headers[Tus.Checksum].ToString(), out var checksum) is { } error)
        {
            return Refusals.BadRequest(Tus.Checksum, error);
        }

        var body = new UploadBody(request.Body, request.ContentLength, checksum, context.Abort);
        var outcome = await uploads.ReceiveAsync(context.UserId(), id, offset, body, cancellationToken);
        return await AnswerAsync(context, outcome, TypedResults.NoContent());
    }

    /// <summary>Removes an upload.</summary>
    public static async Task<IResult> RemoveAsync(
        Guid id,
        HttpContext context,
        ResumableUploads uploads,
        CancellationToken cancellationToken
    ) =>
        await uploads.RemoveAsync(context.UserId(), id, cancellationToken) is { } failure
            ? TusResponses.Answer(context, failure, TypedResults.NoContent())
            : TypedResults.NoContent();

    /// <summary>Adds an upload as a video although the library has the same content. Not part of tus.</summary>
    public static async Task<IResult> AddAnywayAsync(
        Guid id,
        HttpContext context,
        ResumableUploads uploads,
        CancellationToken cancellationToken
    )
    {
        var outcome = await uploads.AddAnywayAsync(context.UserId(), id, cancellationToken);
        return TusResponses.Answer(context, outcome, TypedResults.NoContent());
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, ResumeOutcome outcome, IResult success)
    {
        if (outcome is not (ResumeOutcome.Waiting or ResumeOutcome.Accepted))
        {
            await DrainAsync(context.Request, context.RequestAborted);
        }

        return TusResponses.Answer(context, outcome, success);
    }

    private static async Task DrainAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // With Expect: 100-continue, the client reads the response before it sends the body.
        if (request.Headers.Expect.Count > 0 || request.ContentLength is not (> 0 and <= MaxDrainBytes))
        {
            return;
        }

        try
        {
            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return; // The client disconnected.
        }
    }
}
