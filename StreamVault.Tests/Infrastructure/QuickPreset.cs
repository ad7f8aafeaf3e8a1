namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// The default encoder preset for tests. It takes a third of the time, and only the file sizes differ.
/// </summary>
public static class QuickPreset
{
    /// <summary>The setting.</summary>
    public const string Key = "StreamVault:Encoding:Preset";

    /// <summary>The fastest preset that uses B-frames, like the default.</summary>
    public const string Value = "Superfast";
}
