namespace StreamVault.Core.Ffmpeg;

/// <summary>The resource limits of a program that reads untrusted files.</summary>
/// <param name="AddressSpaceBytes">The limit of its address space; null for none.</param>
/// <param name="InSandbox">Whether it runs in the sandbox, if there is one.</param>
public sealed record Confinement(long? AddressSpaceBytes, bool InSandbox)
{
    private const long Gigabyte = 1L << 30;

    // Threads reserve address space that they never use: a stack and an arena each.
    private static readonly long PerCore = Environment.ProcessorCount * (Gigabyte / 4);

    /// <summary>
    /// Probing or remuxing a file. FFprobe used 270 MB of address space, and 410 MB to decode 8K.
    /// </summary>
    public static Confinement Reading { get; } = new(2 * Gigabyte + PerCore, InSandbox: true);

    /// <summary>Software encoding. 8K to the default qualities used 1.6 GB, and 2.4 GB with 4K.</summary>
    public static Confinement Encoding { get; } = new(8 * Gigabyte + PerCore, InSandbox: true);

    /// <summary>Hardware encoding. Drivers map graphics memory and open their own devices and files.</summary>
    public static Confinement Hardware { get; } = new(null, InSandbox: false);

    /// <summary>Files it reads besides those its arguments name, such as the key of a playlist.</summary>
    public IReadOnlyList<string> AlsoReads { get; init; } = [];

    /// <summary>The same, with more files to read.</summary>
    public Confinement Reads(params string[] files) => this with { AlsoReads = files };
}
