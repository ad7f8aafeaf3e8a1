using System.Globalization;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>
/// The work folder of one attempt. A file is finished once it has its final name: it is renamed after its bytes are flushed
/// to disk. Paths contain the attempt's own name, so a worker that lost its job can't write into the folder after another
/// attempt has taken it over by renaming it.
/// </summary>
internal sealed class AttemptFolder
{
    private const string Partial = ".part";
    private const string CorruptMark = "disturbed";
    private readonly string _path;

    /// <param name="path">An absolute path. Nothing is read or created.</param>
    internal AttemptFolder(string path) => _path = path;

    /// <summary>The stored plan.</summary>
    public string PlanPath => At("plan.json");

    /// <summary>The saved probe of the upload, which all attempts share.</summary>
    public string ProbePath => VaultStorage.ProbePathIn(Path.GetDirectoryName(_path)!);

    /// <summary>The source remuxed into a container with exact seeking, if that is needed.</summary>
    public string CopyPath => At("source.copy");

    /// <summary>The stream copy of the source's video, if there is one.</summary>
    public string StreamCopyPath => At("kept.ts");

    /// <summary>The folder in which the result is packaged.</summary>
    public string ResultFolder => At("result");

    public string ResultPath(string name) => Path.Combine(ResultFolder, name);

    public string ChunkPath(int chunk, Rung rung) => At($"{ChunkName(chunk)}_{rung.Name}.ts");

    public string AudioPath(Rung rung) => At($"audio_{rung.Name}.aac");

    /// <summary>An alternative audio track: 1 for the first.</summary>
    public string OtherAudioPath(int number) => At($"audio_{number}.aac");

    /// <summary>
    /// The files for FFmpeg's measurements of an audio track; 0 is the one that accompanies the video.
    /// </summary>
    public AudioMeasurementFiles AudioMeasurementFiles(int number) =>
        new(At($"audio_{number}.framecrc"), At($"audio_{number}.decoded.levels"), At($"audio_{number}.made.levels"));

    /// <summary>The file for the timestamps of the frames decoded for a chunk.</summary>
    public string DecodedTimesPath(int chunk) => At($"{ChunkName(chunk)}.decoded");

    /// <summary>The expected content, once the source's packets are counted.</summary>
    public string ExpectedContentPath => At("promise.json");

    /// <summary>A complete subtitle track: 1 for the first.</summary>
    public string SubtitlePath(int number) => At($"subtitle_{number}.vtt");

    /// <summary>The list of a rung's video chunks for FFmpeg's concat demuxer.</summary>
    public string ListPath(Rung rung) => At($"{rung.Name}.ffconcat");

    /// <summary>The hash of the encoded data before segmenting.</summary>
    /// <param name="name">The prefix of the segment names.</param>
    public string HashPath(string name) => At($"{name}.hash");

    /// <summary>The playlist for checking the result before it is published.</summary>
    /// <param name="name">The prefix of the segment names.</param>
    public string CheckPlaylistPath(string name) => At($"{name}.check.m3u8");

    /// <summary>The hash of the data read back from the segments during the check.</summary>
    /// <param name="name">The prefix of the segment names.</param>
    public string CheckHashPath(string name) => At($"{name}.check.hash");

    /// <summary>Has one line for each key frame decoded during the check.</summary>
    /// <param name="name">The prefix of the segment names.</param>
    public string KeyFramesPath(string name) => At($"{name}.check.framecrc");

    /// <summary>The path of a file until it is finished.</summary>
    public static string PartOf(string path) => path + Partial;

    /// <summary>Opens the folder of an attempt. Takes over an earlier attempt's folder if its plan was made from the same input.</summary>
    /// <param name="storage">The vault.</param>
    /// <param name="lease">The attempt.</param>
    /// <param name="madeFrom">The required <see cref="EncodePlan.MadeFrom"/>.</param>
    /// <param name="plan">The earlier attempt's plan; null if there was none.</param>
    public static AttemptFolder Open(VaultStorage storage, JobLease lease, string madeFrom, out EncodePlan? plan)
    {
        VaultStorage.CreatePrivateFolder(storage.WorkFolder(lease.Video));
        var own = new AttemptFolder(storage.AttemptFolder(lease.Video, lease.Token));
        plan = null;
        foreach (var path in Directory.GetDirectories(storage.WorkFolder(lease.Video)))
        {
            var found = new AttemptFolder(path);
            if (plan is null && found.ReadPlan() is { } old && old.MadeFrom == madeFrom)
            {
                plan = old;
                Directory.Move(path, own._path);
            }
            else
            {
                Directory.Delete(path, recursive: true);
            }
        }

        VaultStorage.CreatePrivateFolder(own._path);
        own.DeleteUnfinished();
        return own;
    }

    private EncodePlan? ReadPlan() => File.Exists(PlanPath) ? EncodePlan.FromJson(File.ReadAllText(PlanPath)) : null;

    private void DeleteUnfinished()
    {
        foreach (var path in Directory.GetFiles(_path, "*" + Partial))
        {
            File.Delete(path);
        }

        ClearResult();
    }

    /// <summary>Empties the folder, because files of another plan can't be used.</summary>
    public void Clear()
    {
        Directory.Delete(_path, recursive: true);
        VaultStorage.CreatePrivateFolder(_path);
    }

    /// <summary>Creates an empty result folder.</summary>
    public void BeginResult()
    {
        ClearResult();
        VaultStorage.CreatePrivateFolder(ResultFolder);
    }

    private void ClearResult()
    {
        if (Directory.Exists(ResultFolder))
        {
            Directory.Delete(ResultFolder, recursive: true);
        }
    }

    /// <summary>Writes a small text file and finishes it.</summary>
    public static void Write(string path, string text)
    {
        File.WriteAllText(PartOf(path), text);
        Finish(path);
    }

    /// <summary>Flushes a file and gives it its final name.</summary>
    public static void Finish(string path)
    {
        VaultStorage.Flush(PartOf(path));
        File.Move(PartOf(path), path, overwrite: true);
    }

    /// <summary>The number of frames of a finished chunk; null if any of its rungs is not finished.</summary>
    public long? FinishedFrames(int chunk, IEnumerable<Rung> rungs) =>
        File.Exists(DonePath(chunk)) && rungs.All(rung => File.Exists(ChunkPath(chunk, rung)))
            ? long.Parse(File.ReadAllText(DonePath(chunk)), CultureInfo.InvariantCulture)
            : null;

    /// <summary>Finishes a chunk in all its rungs.</summary>
    public void FinishChunk(int chunk, long frames, IEnumerable<Rung> rungs)
    {
        foreach (var rung in rungs)
        {
            Finish(ChunkPath(chunk, rung));
        }

        Write(DonePath(chunk), frames.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The size of a rung's video so far in bytes, including unfinished chunks.</summary>
    public long VideoBytes(Rung rung) =>
        new DirectoryInfo(_path).EnumerateFiles($"c*_{rung.Name}.ts*").Sum(file => file.Length);

    /// <summary>The stored properties of a finished audio track; null if it is not finished. Track 0 accompanies the video.</summary>
    public string? FinishedAudio(int number) =>
        File.Exists(AudioDonePath(number)) ? File.ReadAllText(AudioDonePath(number)) : null;

    public void FinishAudio(int number, string note) => Write(AudioDonePath(number), note);

    /// <summary>Whether subtitle extraction is complete.</summary>
    public bool SubtitlesAreFinished => File.Exists(At("subtitles.done"));

    public void FinishSubtitles() => Write(At("subtitles.done"), "");

    /// <summary>Stores how many frames were decoded for a chunk. Call before finishing the chunk.</summary>
    public void SaveDecodedFrames(int chunk, DecodedFrames count) =>
        Write(DecodedFramesPath(chunk), string.Create(CultureInfo.InvariantCulture, $"{count.Decoded} {count.Shown}"));

    /// <summary>How many frames were decoded for a chunk; null if they weren't counted.</summary>
    public DecodedFrames? ReadDecodedFrames(int chunk) =>
        File.Exists(DecodedFramesPath(chunk))
        && File.ReadAllText(DecodedFramesPath(chunk)).Split(' ') is [var decoded, var shown]
            ? new DecodedFrames(
                long.Parse(decoded, CultureInfo.InvariantCulture),
                long.Parse(shown, CultureInfo.InvariantCulture)
            )
            : null;

    /// <summary>Stores that the source is damaged in this chunk. Call before finishing the chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="hasCorruptFrames">Whether frames were decoded with visible errors.</param>
    public void MarkDamaged(int chunk, bool hasCorruptFrames) =>
        Write(DamagedPath(chunk), hasCorruptFrames ? CorruptMark : "");

    public bool IsDamaged(int chunk) => File.Exists(DamagedPath(chunk));

    /// <summary>Whether frames of this chunk were decoded with visible errors.</summary>
    public bool HasCorruptFrames(int chunk) => IsDamaged(chunk) && File.ReadAllText(DamagedPath(chunk)) == CorruptMark;

    private string DecodedFramesPath(int chunk) => At($"{ChunkName(chunk)}.pictures");

    private string DamagedPath(int chunk) => At($"{ChunkName(chunk)}.damaged");

    private string AudioDonePath(int number) => At($"audio_{number}.aac.done");

    private string DonePath(int chunk) => At($"{ChunkName(chunk)}.done");

    private static string ChunkName(int chunk) => chunk.ToString("'c'0000", CultureInfo.InvariantCulture);

    private string At(string name) => Path.Combine(_path, name);
}
