using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Jobs;
using StreamVault.Core.Settings;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>How videos are encoded: the section <c>StreamVault:Encoding</c>, shared with <c>JobOptions</c>.</summary>
public sealed class EncodingOptions
{
    /// <summary>
    /// How long a segment is, to within half a frame. Default 4 s: short enough to start and to switch quality quickly,
    /// long enough that key frames cost little.
    /// </summary>
    [Description("How long a segment is, to within half a frame.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:00:10")]
    public TimeSpan SegmentDuration { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How many segments make a chunk, 1 to 60. Default 6, so 24 s: what is redone at most after a crash, and long enough
    /// that starting FFmpeg anew for each costs nothing that can be measured.
    /// </summary>
    [Description("How many segments make a chunk: what is redone at most after a crash.")]
    [Range(1, 60)]
    public int SegmentsPerChunk { get; set; } = 6;

    /// <summary>
    /// Threads of each of the encoders that run side by side, 1 to 64. Default 4: with three rungs that fills two cores as
    /// well as six do, which get into each other's way and take 2 % more CPU time and more memory.
    /// </summary>
    [Description("Threads of each of the encoders that run side by side.")]
    [Range(1, 64)]
    public int Threads { get; set; } = 4;

    /// <summary>
    /// How many chunks are encoded at the same time, over all jobs, 1 to 64. Default: a quarter of the cores, since each
    /// keeps about four busy, and at least 1.
    /// </summary>
    [Description("How many chunks are encoded at the same time, over all jobs. Default: a quarter of the cores.")]
    [Range(1, 64)]
    [Automatic(nameof(ChunkCount))]
    public int? ParallelChunks { get; set; }

    /// <summary>How many chunks are encoded at the same time: what is set, or what suits the machine.</summary>
    internal int ChunkCount => ParallelChunks ?? JobOptions.CountFor(Environment.ProcessorCount);

    /// <summary>
    /// Bytes of memory that the encoders may need together. Default: half of the machine's. A single chunk is encoded even
    /// if it needs more.
    /// </summary>
    [Description("Bytes of memory that the encoders may need together. Default: half of the machine's.")]
    [Range(1L, long.MaxValue)]
    [Automatic(nameof(UsableMemoryBytes))]
    public long? MemoryBytes { get; set; }

    /// <summary>Bytes of memory for the encoders: what is set, or what suits the machine.</summary>
    internal long UsableMemoryBytes => MemoryBytes ?? MemoryFor(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>How bits are spent. Default <see cref="EncodingProfile.Capped"/>.</summary>
    [Description(
        "How bits are spent: Capped (constant quality under a ceiling), AverageBitrate, Archive (slower, higher), Keep (what needs no encoding is passed on)."
    )]
    [EnumDataType(typeof(EncodingProfile))]
    public EncodingProfile Profile { get; set; }

    /// <summary>
    /// x264's preset. Default: <see cref="EncodingPreset.Slow"/> for <see cref="EncodingProfile.Archive"/>, else
    /// <see cref="EncodingPreset.Medium"/>.
    /// </summary>
    [Description("x264's preset, Superfast to Veryslow: less time or fewer bytes. Default: Medium; for Archive, Slow.")]
    [EnumDataType(typeof(EncodingPreset))]
    [Automatic(nameof(PresetInForce))]
    public EncodingPreset? Preset { get; set; }

    /// <summary>x264's preset: what is set, or what fits the profile.</summary>
    internal EncodingPreset PresetInForce => Preset ?? PresetOf(Profile);

    /// <summary>Whether a source in 4K is offered in 2160p too. Default false: it takes about four times the work.</summary>
    [Description("Whether a source in 4K is offered in 2160p too; about four times the work.")]
    public bool UltraHd { get; set; }

    /// <summary>
    /// What encodes. Default <see cref="VideoEncoder.X264"/>. A hardware encoder that does not work, or fails at a chunk,
    /// leaves it to x264.
    /// </summary>
    [Description("What encodes: X264, Nvenc, Qsv, Vaapi or VideoToolbox. Hardware that fails leaves it to X264.")]
    [EnumDataType(typeof(VideoEncoder))]
    public VideoEncoder Encoder { get; set; }

    /// <summary>Half of the machine's memory: the rest is for other programs and the disk cache.</summary>
    internal static long MemoryFor(long available) => available / 2;

    /// <summary>The preset that fits a profile.</summary>
    internal static EncodingPreset PresetOf(EncodingProfile profile) =>
        profile == EncodingProfile.Archive ? EncodingPreset.Slow : EncodingPreset.Medium;
}
