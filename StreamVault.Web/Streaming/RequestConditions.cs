namespace StreamVault.Web.Streaming;

/// <summary>Ranges and conditions of a request (RFC 9110 sections 13 and 14).</summary>
internal static class RequestConditions
{
    /// <summary>Whether more is asked than for the whole, whatever the caller has.</summary>
    public static bool AreIn(IHeaderDictionary headers) =>
        headers.Range.Count > 0
        || headers.IfNoneMatch.Count > 0
        || headers.IfMatch.Count > 0
        || headers.IfModifiedSince.Count > 0
        || headers.IfUnmodifiedSince.Count > 0;
}
