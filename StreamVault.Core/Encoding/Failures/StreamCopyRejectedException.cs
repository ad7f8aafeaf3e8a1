namespace StreamVault.Core.Encoding.Failures;

/// <summary>A picture that was to be passed on as it is turns out not to be good enough for that: it is encoded after all.</summary>
/// <param name="reason">Why, as the second half of a sentence.</param>
internal sealed class StreamCopyRejectedException(string reason)
    : Exception($"The picture can't be kept as it is: {reason}.")
{
    /// <summary>Why, as the second half of a sentence.</summary>
    public string Reason { get; } = reason;
}
