namespace StreamVault.Core.Encoding.Chunks;

/// <summary>The parts of a video that could not be decoded, or only with errors.</summary>
/// <param name="Lost">The total length of missing frames, during which the last good frame is repeated. Zero if frames are only corrupt.</param>
/// <param name="First">The start of the first damage, from the start of the video.</param>
/// <param name="Last">The end of the last damage.</param>
/// <param name="Places">The number of gaps; 0, for unknown, if frames are only corrupt.</param>
internal sealed record FrameDamage(TimeSpan Lost, TimeSpan First, TimeSpan Last, int Places)
{
    /// <summary>This damage and later damage.</summary>
    public FrameDamage And(FrameDamage? later) =>
        later is null ? this : new FrameDamage(Lost + later.Lost, First, later.Last, Places + later.Places);
}
