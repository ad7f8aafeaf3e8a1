namespace StreamVault.Core.Encoding;

/// <summary>What is unusual about the way a source is handled, for whoever wonders why it takes longer.</summary>
internal static class PlanNotes
{
    // What fits into one chunk needs no cut, and is nothing to speak of.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    /// <returns>A sentence, or null if all is as usual.</returns>
    public static string? Of(EncodePlan plan) =>
        plan.ReadsCopy
            ? "Copied first, without loss, into a form that can be cut: in the file as it came, no moment can be found exactly."
        : plan.Chunks is { Count: 1, Duration: var length } && length > Long
            ? "Made in one piece, since no moment of this file can be found exactly: if it is stopped, it begins anew."
        : null;
}
