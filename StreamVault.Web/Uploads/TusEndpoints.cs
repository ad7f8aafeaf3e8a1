using System.Globalization;
using Microsoft.Extensions.Options;
using StreamVault.Core.Uploads;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Uploads;

/// <summary>The requests of the tus protocol.</summary>
internal static class TusEndpoints
{
    // A browser hears a refusal only once it has sent everything; more than this it need not send in vain.
    private const long DrainAtMost = 64L << 20;

    /// <summary>Says what is spoken here.</summary>
    public static IResult Describe(HttpContext context, IOptions<UploadOptions> options)
    {
        var headers = context.Response.Headers;
        headers["Tus-Version"] = Tus.Version;
        headers["Tus-Extension"] = Tus.Extensions;
        headers["Tus-Max-Size"] = options.Value.MaxBytes.ToString(CultureInfo.InvariantCulture);
        headers["Tus-Checksum-Algorithm"] = TusChecksum.Algorithms;
        return TypedResults.NoContent();
    }

    /// <summary>Begins an upload, if there is room for it, and takes the bytes that come along.</summary>
    public static async Task<IResult> CreateAsync(
        HttpContext context,
        ResumableUploads uploads,
        CancellationToken cancellationToken
    )
    {
        var request = context.Request;
        if (Tus.UnspokenFault(request) is { } unspoken)
        {
            return Refusals.BadRequest(unspoken);
        }

        if (request.Bytes(Tus.Length) is not { } length)
        {
            return Refusals.BadRequest($"Say in {Tus.Length} how many bytes the file has.");
        }

        var said = request.Headers[Tus.Metadata].ToString();
        if (TusMetadata.Read(said, out var metadataFault) is not { } metadata)
        {
            return Refusals.BadRequest(metadataFault!);
        }

        if (TusChecksum.Read(request.Headers[Tus.Checksum].ToString(), out var checksum) is { } fault)
        {
            return Refusals.BadRequest(fault);
        }

        var bringsBytes = request.ContentType == Tus.BodyType;
        if (!bringsBytes && request.ContentLength > 0)
        {
            return Tus.WrongBodyType();
        }

        var user = context.UserId();
        var outcome = await uploads.CreateAsync(
            user,
            length,
            metadata.Details,
            metadata.Filetype,
            said.Length == 0 ? null : said,
            cancellationToken
        );
        if (outcome is ResumeOutcome.Waiting(var upload, _))
        {
            var address = request.PathBase + StreamVaultUrls.ApiResumableUpload(upload.Id);
            if (bringsBytes || length == 0)
            {
                var body = new UploadBody(request.Body, request.ContentLength, checksum, context.Abort);
                outcome = await uploads.ReceiveAsync(user, upload.Id, 0, body, cancellationToken);
            }

            context.Response.Headers.Location = address.ToString();
            return await AnswerAsync(context, outcome, TypedResults.StatusCode(StatusCodes.Status201Created));
        }

        return await AnswerAsync(context, outcome, TypedResults.NoContent());
    }

    /// <summary>Says how far an upload is.</summary>
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
            ResumeOutcome.Duplicate(var twin, _) => twin,
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

        return TusAnswers.Answer(context, outcome, TypedResults.Ok());
    }

    /// <summary>Takes bytes to the end of an upload.</summary>
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
            return Refusals.BadRequest($"Say in {Tus.Offset} where the bytes begin.");
        }

        if (TusChecksum.Read(request.Headers[Tus.Checksum].ToString(), out var checksum) is { } fault)
        {
            return Refusals.BadRequest(fault);
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
        await uploads.RemoveAsync(context.UserId(), id, cancellationToken) is { } hindrance
            ? TusAnswers.Answer(context, hindrance, TypedResults.NoContent())
            : TypedResults.NoContent();

    /// <summary>Makes a video of an upload although the library holds the same content. Our own, not part of tus.</summary>
    public static async Task<IResult> AddAnywayAsync(
        Guid id,
        HttpContext context,
        ResumableUploads uploads,
        CancellationToken cancellationToken
    )
    {
        var outcome = await uploads.AddAnywayAsync(context.UserId(), id, cancellationToken);
        return TusAnswers.Answer(context, outcome, TypedResults.NoContent());
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, ResumeOutcome outcome, IResult success)
    {
        if (outcome is not (ResumeOutcome.Waiting or ResumeOutcome.Accepted))
        {
            await DrainAsync(context.Request, context.RequestAborted);
        }

        return TusAnswers.Answer(context, outcome, success);
    }

    private static async Task DrainAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Whoever asks first need not be let talk.
        if (request.Headers.Expect.Count > 0 || request.ContentLength is not (> 0 and <= DrainAtMost))
        {
            return;
        }

        try
        {
            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return; // Nobody is left to hear the answer.
        }
    }
}
