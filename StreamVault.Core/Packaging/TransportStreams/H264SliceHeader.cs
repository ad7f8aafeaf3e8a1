namespace StreamVault.Core.Packaging.TransportStreams;

/// <summary>The first NAL units of an H.264 frame (ISO/IEC 14496-10, 7.3.1 and annex B).</summary>
/// <param name="ParameterSet">The sequence parameter set; empty if there is none before the first slice.</param>
/// <param name="IsRefresh">Whether later frames need no frame before it (IDR).</param>
internal readonly record struct H264SliceHeader(byte[] ParameterSet, bool IsRefresh)
{
    private const int Slice = 1;
    private const int RefreshSlice = 5;
    private const int SequenceParameters = 7;

    /// <summary>
    /// The codec as RFC 6381 names it: profile, constraint flags and level are the first three bytes of the sequence
    /// parameter set (7.3.2.1.1). FFprobe omits the flags. Null if there is no parameter set.
    /// </summary>
    public string? Codec => ParameterSet.Length > 3 ? $"avc1.{Convert.ToHexString(ParameterSet.AsSpan(1, 3))}" : null;

    /// <summary>The profile (profile_idc, annex A): 100 for High; 0 if unknown.</summary>
    public int Profile => ParameterSet.Length > 3 ? ParameterSet[1] : 0;

    /// <summary>The level (level_idc, annex A): 42 for 4.2; 0 if unknown.</summary>
    public int Level => ParameterSet.Length > 3 ? ParameterSet[3] : 0;

    /// <summary>Reads up to the first slice.</summary>
    public static H264SliceHeader Read(ReadOnlySpan<byte> head)
    {
        byte[] parameters = [];
        var rest = head;
        while (rest.IndexOf((ReadOnlySpan<byte>)[0, 0, 1]) is >= 0 and var start && start + 3 < rest.Length)
        {
            rest = rest[(start + 3)..];
            switch (rest[0] & 0x1F)
            {
                case SequenceParameters:
                    parameters = Unit(rest).ToArray();
                    break;
                case >= Slice and <= RefreshSlice and var type:
                    return new H264SliceHeader(parameters, type == RefreshSlice);
            }
        }

        return new H264SliceHeader(parameters, false);
    }

    // Up to the next unit, whose start code may have an extra zero.
    private static ReadOnlySpan<byte> Unit(ReadOnlySpan<byte> unit)
    {
        var next = unit.IndexOf((ReadOnlySpan<byte>)[0, 0, 1]);
        return (next < 0 ? unit : unit[..next]).TrimEnd((byte)0);
    }
}
