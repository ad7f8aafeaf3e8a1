namespace StreamVault.Core.Encoding;

/// <summary>What a program that reads files from outside may use of the machine.</summary>
/// <param name="AddressSpaceBytes">How much memory it may ask for; null for no limit.</param>
/// <param name="InSandbox">Whether it runs in the sandbox, where there is one.</param>
internal sealed record Confinement(long? AddressSpaceBytes, bool InSandbox)
{
    private const long Gigabyte = 1L << 30;

    // Threads reserve address space that they never use: a stack and an arena each.
    private static readonly long PerCore = Environment.ProcessorCount * (Gigabyte / 4);

    /// <summary>
    /// Looking into a file or copying from it. FFprobe was seen to take 270 MB of address space, and 410 MB to decode 8K.
    /// </summary>
    public static Confinement Reading { get; } = new(2 * Gigabyte + PerCore, InSandbox: true);

    /// <summary>Encoding in software: 1.6 GB from 8K to the usual qualities, 2.4 GB with 4K among them.</summary>
    public static Confinement Encoding { get; } = new(8 * Gigabyte + PerCore, InSandbox: true);

    /// <summary>Encoding in hardware. Drivers map the memory of their cards and open devices and files of their own.</summary>
    public static Confinement Hardware { get; } = new(null, InSandbox: false);

    /// <summary>Files it reads besides those its arguments name, such as the key of a playlist.</summary>
    public IReadOnlyList<string> AlsoReads { get; init; } = [];

    /// <summary>The same, with more files to read.</summary>
    public Confinement Reads(params string[] files) => this with { AlsoReads = files };
}
