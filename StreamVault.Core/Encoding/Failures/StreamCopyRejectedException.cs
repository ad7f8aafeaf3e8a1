namespace StreamVault.Core.Encoding.Failures;

/// <summary>A planned stream copy can't be used, so the video is re-encoded.</summary>
/// <param name="reason">Why, as the end of a sentence.</param>
internal sealed class StreamCopyRejectedException(string reason)
    : Exception($"The video can't be stream-copied: {reason}.")
{
    /// <summary>Why, as the end of a sentence.</summary>
    public string Reason { get; } = reason;
}
