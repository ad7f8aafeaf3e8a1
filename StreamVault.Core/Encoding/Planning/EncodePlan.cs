using System.Text.Json;
using System.Text.Json.Serialization;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// All decisions about an encode. It is stored, so that a later attempt can continue with it. Some properties are stored
/// under their former names, so that plans of earlier versions stay valid.
/// </summary>
/// <param name="MadeFrom">The source, settings and tools that it was made from, as text. Equal text means an equal plan.</param>
/// <param name="Video">The video track.</param>
/// <param name="Audio">The audio track that accompanies the video; null for a silent video.</param>
/// <param name="Rungs">The qualities, best first.</param>
/// <param name="Chunks">The chunks.</param>
/// <param name="ReadsCopy">Whether the source is read from a remuxed copy.</param>
/// <param name="ToneMap">Whether HDR is converted to SDR.</param>
/// <param name="Profile">How bits are spent.</param>
/// <param name="Threads">The threads of each encoder.</param>
/// <param name="Summary">The source in a few words.</param>
/// <param name="Warning">The warning to show; null if there is none.</param>
internal sealed record EncodePlan(
    string MadeFrom,
    [property: JsonPropertyName("Picture")] VideoTrack Video,
    [property: JsonPropertyName("Sound")] AudioTrack? Audio,
    IReadOnlyList<Rung> Rungs,
    ChunkPlan Chunks,
    bool ReadsCopy,
    bool ToneMap,
    EncodingProfile Profile,
    int Threads,
    string Summary,
    string? Warning
)
{
    // A header that is wrong by some seconds does no harm; one that is wrong by more may be wrong by hours.
    private static readonly TimeSpan MaxUndeclared = TimeSpan.FromMinutes(1);

    /// <summary>x264's preset; null for the profile's default.</summary>
    public EncodingPreset? Preset { get; init; }

    /// <summary>The encoded rungs, best first: all except a stream copy.</summary>
    [JsonIgnore]
    public IReadOnlyList<Rung> Encoded => HasStreamCopy ? [.. Rungs.Where(rung => !rung.IsStreamCopied)] : Rungs;

    /// <summary>Whether the best rung is a stream copy of the source's video.</summary>
    [JsonIgnore]
    public bool HasStreamCopy => Rungs[0].IsStreamCopied;

    /// <summary>Why the source could not be stream-copied; null if it could, or if that was not requested.</summary>
    [JsonPropertyName("NotKept")]
    public string? StreamCopyRefusal { get; init; }

    /// <summary>Alternative audio tracks.</summary>
    [JsonPropertyName("OtherSounds")]
    public IReadOnlyList<AudioTrack> OtherAudio { get; init; } = [];

    /// <summary>Text subtitle tracks. Their indexes refer to the upload, never to a copy.</summary>
    public IReadOnlyList<SubtitleTrack> Subtitles { get; init; } = [];

    /// <summary>The first timestamp of the upload, which counts as its start.</summary>
    public TimeSpan SourceStart { get; init; }

    /// <summary>The index of the video track in the upload; in a remuxed copy it may differ.</summary>
    [JsonPropertyName("SourcePicture")]
    public int SourceVideoIndex { get; init; }

    /// <summary>The indexes of the audio tracks in the upload, in the order of the plan.</summary>
    [JsonPropertyName("SourceSounds")]
    public IReadOnlyList<int> SourceAudioIndexes { get; init; } = [];

    /// <summary>The first timestamp of the file that is read, which counts as its start.</summary>
    public TimeSpan FileStart { get; init; }

    /// <summary>Whether the timestamps of the file that is read may jump, as in broadcasts. FFmpeg may then count each track from its own start.</summary>
    public bool MayJump { get; init; }

    // Where timestamps may jump, FFmpeg counts from the start of the tracks it is asked for, unless it is also asked to
    // move them: by a microsecond (ffmpeg.c, "Correcting starttime").
    /// <summary>The input options that make FFmpeg count from the start of the file.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> FileStartOptions => MayJump ? ["-itsoffset", "0.000001"] : [];

    /// <summary>Whether the length was measured from every packet; otherwise it is the declared one.</summary>
    public bool IsCounted { get; init; }

    /// <summary>
    /// The most frames that a chunk may have. If the source has more, it is damaged, or its packets must be counted first.
    /// Null for no limit: a source of unknown length is planned as a single frame. Beside a stream copy, the number of
    /// frames is fixed.
    /// </summary>
    public long? MaxFrames(Chunk chunk) =>
        !chunk.IsLast || HasStreamCopy ? chunk.Frames
        : Chunks.TotalFrames > 1 ? chunk.Frames + Chunks.Rate.FramesIn(MaxUndeclared)
        : null;

    /// <summary>What is unusual about how the source is handled; null if nothing is.</summary>
    public string? Note { get; init; }

    /// <summary>The same plan with one more sentence in its <see cref="Note"/>.</summary>
    public EncodePlan WithNote(string sentence) => this with { Note = Note is null ? sentence : $"{Note} {sentence}" };

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <returns>The plan; null if the text is invalid, for example from an incompatible version.</returns>
    public static EncodePlan? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<EncodePlan>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
