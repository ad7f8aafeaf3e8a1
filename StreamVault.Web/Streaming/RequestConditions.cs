namespace StreamVault.Web.Streaming;

/// <summary>Ranges and conditions of a request (RFC 9110 sections 13 and 14).</summary>
internal static class RequestConditions
{
    /// <summary>Whether the response may be anything but the whole content.</summary>
    public static bool AreIn(IHeaderDictionary headers) =>
        headers.Range.Count > 0
        || headers.IfNoneMatch.Count > 0
        || headers.IfMatch.Count > 0
        || headers.IfModifiedSince.Count > 0
        || headers.IfUnmodifiedSince.Count > 0;
}
