using System.Text.Json;
using System.Text.Json.Serialization;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>Everything that is decided about one encode before it begins; written down, so that another attempt goes on with it.</summary>
/// <param name="MadeFrom">Source, settings and tools it was made from: equal text, equal plan.</param>
/// <param name="Video">The picture track.</param>
/// <param name="Audio">The sound track; null for a silent video.</param>
/// <param name="Rungs">The qualities, best first.</param>
/// <param name="Chunks">The pieces of work.</param>
/// <param name="ReadsCopy">Whether the source is read from a lossless copy in a container that can be cut exactly.</param>
/// <param name="ToneMap">Whether HDR is brought down to what every screen shows.</param>
/// <param name="Profile">How bits are spent.</param>
/// <param name="Threads">Threads of each encoder.</param>
/// <param name="Summary">The source in a few words.</param>
/// <param name="Warning">What a person should know; null if nothing.</param>
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
    // A header may be wrong by some seconds and nobody minds; what is wrong by more may be wrong by hours.
    private static readonly TimeSpan MaxUndeclared = TimeSpan.FromMinutes(1);

    /// <summary>x264's preset; null for the profile's own.</summary>
    public EncodingPreset? Preset { get; init; }

    /// <summary>The qualities that are encoded, best first: all but one that is kept as it is.</summary>
    [JsonIgnore]
    public IReadOnlyList<Rung> Encoded => HasStreamCopy ? [.. Rungs.Where(rung => !rung.IsStreamCopied)] : Rungs;

    /// <summary>Whether one quality is the source's own picture.</summary>
    [JsonIgnore]
    public bool HasStreamCopy => Rungs[0].IsStreamCopied;

    /// <summary>Why the source could not be kept as it is although that was asked for; null if nobody asked, or it could.</summary>
    [JsonPropertyName("NotKept")]
    public string? StreamCopyRefusal { get; init; }

    /// <summary>Further sound tracks, which a viewer can choose instead.</summary>
    [JsonPropertyName("OtherSounds")]
    public IReadOnlyList<AudioTrack> OtherAudio { get; init; } = [];

    /// <summary>Subtitles that are text; their numbers are those of the upload, never of a copy.</summary>
    public IReadOnlyList<SubtitleTrack> Subtitles { get; init; } = [];

    /// <summary>The first timestamp of the upload, which counts as its start.</summary>
    public TimeSpan SourceStart { get; init; }

    /// <summary>The index of the video track in the upload; in a remuxed copy it may differ.</summary>
    [JsonPropertyName("SourcePicture")]
    public int SourceVideoIndex { get; init; }

    /// <summary>The indexes of the audio tracks in the upload, in the order of the plan.</summary>
    [JsonPropertyName("SourceSounds")]
    public IReadOnlyList<int> SourceAudioIndexes { get; init; } = [];

    /// <summary>The first time stamp of the file that is read, which counts as its start.</summary>
    public TimeSpan FileStart { get; init; }

    /// <summary>Whether the time stamps of the file that is read may jump, as in broadcasts: then every track could be counted from its own beginning.</summary>
    public bool MayJump { get; init; }

    // Where timestamps may jump, FFmpeg counts from the start of the tracks it is asked for, unless it is also asked to
    // move them: by a microsecond (ffmpeg.c, "Correcting starttime").
    /// <summary>The input options that make FFmpeg count from the start of the file.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> FileStartOptions => MayJump ? ["-itsoffset", "0.000001"] : [];

    /// <summary>Whether its length was found by looking at every packet; otherwise the file told it.</summary>
    public bool IsCounted { get; init; }

    /// <summary>
    /// The most frames the chunk may come to, whatever the source still holds behind them: damage, if its packets were
    /// counted, and a reason to count them, if not. Null for as many as there are: a source whose length nobody can tell
    /// is planned as a single frame. Beside a picture that is kept, as many as that has.
    /// </summary>
    public long? MaxFrames(Chunk chunk) =>
        !chunk.IsLast || HasStreamCopy ? chunk.Frames
        : Chunks.TotalFrames > 1 ? chunk.Frames + Chunks.Rate.FramesIn(MaxUndeclared)
        : null;

    /// <summary>How the source is treated and what is left out of it, for who wants to know; null if nothing is unusual.</summary>
    public string? Note { get; init; }

    /// <summary>The same plan with one more sentence in its <see cref="Note"/>.</summary>
    public EncodePlan WithNote(string sentence) => this with { Note = Note is null ? sentence : $"{Note} {sentence}" };

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <returns>The plan, or null if the text is none, as of another version of this program.</returns>
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
