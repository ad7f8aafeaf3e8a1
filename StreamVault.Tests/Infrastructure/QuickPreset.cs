namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// How tests encode unless they say otherwise: in a third of the time, and alike in everything but the number of bytes.
/// </summary>
public static class QuickPreset
{
    /// <summary>The setting.</summary>
    public const string Key = "StreamVault:Encoding:Preset";

    /// <summary>The fastest that still makes pictures out of order, as the default does.</summary>
    public const string Value = "Superfast";
}
