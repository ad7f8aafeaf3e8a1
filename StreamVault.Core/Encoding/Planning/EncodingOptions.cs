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
    /// The length of a segment, rounded to whole frames. Default 4 s: short enough to start and switch quality quickly,
    /// long enough that key frames cost little.
    /// </summary>
    [Description("The length of a segment, rounded to whole frames.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:00:10")]
    public TimeSpan SegmentDuration { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// The number of segments in a chunk, 1 to 60. Default 6, so 24 s: the most work lost in a crash, and long enough that
    /// the cost of starting FFmpeg for each is negligible.
    /// </summary>
    [Description("The number of segments in a chunk. A crash loses at most one chunk per worker.")]
    [Range(1, 60)]
    public int SegmentsPerChunk { get; set; } = 6;

    /// <summary>
    /// The threads of each encoder, 1 to 64. Default 4: with three rungs, that keeps two cores as busy as six threads do,
    /// which take 2 % more CPU time and more memory.
    /// </summary>
    [Description("The number of threads per encoder; there is one encoder per quality.")]
    [Range(1, 64)]
    public int Threads { get; set; } = 4;

    /// <summary>
    /// How many chunks are encoded at the same time, across all jobs, 1 to 64. Default: a quarter of the cores, since each
    /// keeps about four busy, and at least 1.
    /// </summary>
    [Description("How many chunks are encoded at the same time, across all jobs. Default: a quarter of the cores.")]
    [Range(1, 64)]
    [Automatic(nameof(ChunkCount))]
    public int? ParallelChunks { get; set; }

    /// <summary>How many chunks are encoded at the same time: the setting, or a default for this machine.</summary>
    internal int ChunkCount => ParallelChunks ?? JobOptions.CountFor(Environment.ProcessorCount);

    /// <summary>
    /// The memory that all encoders may use together, in bytes. Default: half of the machine's memory. A single chunk is encoded
    /// even if it needs more.
    /// </summary>
    [Description("The memory that all encoders may use together, in bytes. Default: half of the machine's memory.")]
    [Range(1L, long.MaxValue)]
    [Automatic(nameof(UsableMemoryBytes))]
    public long? MemoryBytes { get; set; }

    /// <summary>The memory for all encoders in bytes: the setting, or a default for this machine.</summary>
    internal long UsableMemoryBytes => MemoryBytes ?? MemoryFor(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>How bits are spent. Default <see cref="EncodingProfile.Capped"/>.</summary>
    [Description(
        "How bits are spent: Capped (constant quality under a ceiling), AverageBitrate, Archive (slower, higher quality), Keep (video that every player can decode is not re-encoded)."
    )]
    [EnumDataType(typeof(EncodingProfile))]
    public EncodingProfile Profile { get; set; }

    /// <summary>
    /// x264's preset. Default: <see cref="EncodingPreset.Slow"/> for <see cref="EncodingProfile.Archive"/>, else
    /// <see cref="EncodingPreset.Medium"/>.
    /// </summary>
    [Description("x264's preset, Superfast (faster) to Veryslow (smaller). Default: Medium; for Archive, Slow.")]
    [EnumDataType(typeof(EncodingPreset))]
    [Automatic(nameof(PresetInForce))]
    public EncodingPreset? Preset { get; set; }

    /// <summary>x264's preset: the setting, or the profile's default.</summary>
    internal EncodingPreset PresetInForce => Preset ?? PresetOf(Profile);

    /// <summary>Whether 4K sources are also encoded in 2160p. Default false: it takes about four times the work.</summary>
    [Description("Whether 4K sources are also encoded in 2160p, which takes about four times as long.")]
    public bool UltraHd { get; set; }

    /// <summary>
    /// The video encoder. Default <see cref="VideoEncoder.X264"/>. If a hardware encoder fails, x264 encodes the chunk.
    /// </summary>
    [Description(
        "The video encoder: X264, Nvenc, Qsv, Vaapi or VideoToolbox. If a hardware encoder fails, X264 is used."
    )]
    [EnumDataType(typeof(VideoEncoder))]
    public VideoEncoder Encoder { get; set; }

    /// <summary>Half of the machine's memory: the rest is for other programs and the disk cache.</summary>
    internal static long MemoryFor(long available) => available / 2;

    /// <summary>The default preset of a profile.</summary>
    internal static EncodingPreset PresetOf(EncodingProfile profile) =>
        profile == EncodingProfile.Archive ? EncodingPreset.Slow : EncodingPreset.Medium;
}
