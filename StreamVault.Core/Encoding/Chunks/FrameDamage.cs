namespace StreamVault.Core.Encoding.Chunks;

/// <summary>What of a picture could not be decoded, or not cleanly.</summary>
/// <param name="Lost">How much is missing; the picture before it stands still for so long. Zero for mere disturbances.</param>
/// <param name="First">When it first happens, from the start of the video.</param>
/// <param name="Last">When it ends for the last time.</param>
/// <param name="Places">How many times it happens; unknown, so 0, for mere disturbances.</param>
internal sealed record FrameDamage(TimeSpan Lost, TimeSpan First, TimeSpan Last, int Places)
{
    /// <summary>This, and what follows it.</summary>
    public FrameDamage And(FrameDamage? later) =>
        later is null ? this : new FrameDamage(Lost + later.Lost, First, later.Last, Places + later.Places);
}
