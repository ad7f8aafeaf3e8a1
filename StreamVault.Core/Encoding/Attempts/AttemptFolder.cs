using System.Globalization;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>
/// The folder of one attempt alone. A file counts once it has its final name, which it gets by a rename after its bytes
/// are on disk for good. All paths are absolute and lead through the attempt's own name: once another attempt has adopted
/// the folder by renaming it, a worker that lost its job finds nothing to write into.
/// </summary>
internal sealed class AttemptFolder
{
    private const string Partial = ".part";
    private const string Disturbed = "disturbed";
    private readonly string _path;

    /// <param name="path">An absolute path; nothing is looked at or made.</param>
    internal AttemptFolder(string path) => _path = path;

    /// <summary>The plan, once it is made.</summary>
    public string PlanPath => At("plan.json");

    /// <summary>The saved probe of the upload, which all attempts share.</summary>
    public string ProbePath => VaultStorage.ProbePathIn(Path.GetDirectoryName(_path)!);

    /// <summary>The source as a container that can be cut exactly, where that is needed.</summary>
    public string CopyPath => At("source.copy");

    /// <summary>The source's picture, where it is passed on as it is.</summary>
    public string KeptPath => At("kept.ts");

    /// <summary>Where the result is put together.</summary>
    public string ResultFolder => At("result");

    public string ResultPath(string name) => Path.Combine(ResultFolder, name);

    public string ChunkPath(int chunk, Rung rung) => At($"{ChunkName(chunk)}_{rung.Name}.ts");

    public string AudioPath(Rung rung) => At($"audio_{rung.Name}.aac");

    /// <summary>A further sound track: 1 for the first of them.</summary>
    public string OtherAudioPath(int number) => At($"audio_{number}.aac");

    /// <summary>
    /// The files for FFmpeg's measurements of an audio track; 0 is the one that accompanies the video.
    /// </summary>
    public AudioMeasurementFiles AudioMeasurementFiles(int number) =>
        new(At($"audio_{number}.framecrc"), At($"audio_{number}.decoded.levels"), At($"audio_{number}.made.levels"));

    /// <summary>The file for the timestamps of the frames decoded for a chunk.</summary>
    public string DecodedPicturesPath(int chunk) => At($"{ChunkName(chunk)}.decoded");

    /// <summary>The expected content, once the source's packets are counted.</summary>
    public string PromisePath => At("promise.json");

    /// <summary>A track of subtitles, whole: 1 for the first.</summary>
    public string SubtitlePath(int number) => At($"subtitle_{number}.vtt");

    /// <summary>The pieces of a rung's picture, as FFmpeg reads them one after another.</summary>
    public string ListPath(Rung rung) => At($"{rung.Name}.ffconcat");

    /// <summary>The hash of what was put into segments.</summary>
    /// <param name="name">What the segments' names begin with.</param>
    public string HashPath(string name) => At($"{name}.hash");

    /// <summary>The playlist by which the result is checked before it is published.</summary>
    /// <param name="name">What the segments' names begin with.</param>
    public string CheckPlaylistPath(string name) => At($"{name}.check.m3u8");

    /// <summary>The hash of what is found in the segments then.</summary>
    /// <param name="name">What the segments' names begin with.</param>
    public string CheckHashPath(string name) => At($"{name}.check.hash");

    /// <summary>Has a line for each key picture that could be decoded then.</summary>
    /// <param name="name">What the segments' names begin with.</param>
    public string KeyPicturesPath(string name) => At($"{name}.check.framecrc");

    /// <summary>Where a file is written until it counts.</summary>
    public static string PartOf(string path) => path + Partial;

    /// <summary>Opens the folder of an attempt: another attempt's, taken over, if it followed the same plan; else an empty one.</summary>
    /// <param name="storage">The vault.</param>
    /// <param name="lease">The attempt.</param>
    /// <param name="madeFrom">What the plan must have been made from.</param>
    /// <param name="plan">The plan found in it; null if there was none.</param>
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
        own.DeleteHalfDone();
        return own;
    }

    private EncodePlan? ReadPlan() => File.Exists(PlanPath) ? EncodePlan.FromJson(File.ReadAllText(PlanPath)) : null;

    private void DeleteHalfDone()
    {
        foreach (var path in Directory.GetFiles(_path, "*" + Partial))
        {
            File.Delete(path);
        }

        ClearResult();
    }

    /// <summary>Empties it: what was made by another plan is worth nothing.</summary>
    public void Clear()
    {
        Directory.Delete(_path, recursive: true);
        VaultStorage.CreatePrivateFolder(_path);
    }

    /// <summary>Makes the folder in which the result is put together, empty.</summary>
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

    /// <summary>Makes a small text count at once.</summary>
    public static void Write(string path, string text)
    {
        File.WriteAllText(PartOf(path), text);
        Finish(path);
    }

    /// <summary>Makes what was written beside a path count under it.</summary>
    public static void Finish(string path)
    {
        VaultStorage.Flush(PartOf(path));
        File.Move(PartOf(path), path, overwrite: true);
    }

    /// <summary>How many frames a finished chunk holds; null if it is not finished in all its rungs.</summary>
    public long? FinishedFrames(int chunk, IEnumerable<Rung> rungs) =>
        File.Exists(DonePath(chunk)) && rungs.All(rung => File.Exists(ChunkPath(chunk, rung)))
            ? long.Parse(File.ReadAllText(DonePath(chunk)), CultureInfo.InvariantCulture)
            : null;

    /// <summary>Makes a chunk count, in all its rungs at once.</summary>
    public void FinishChunk(int chunk, long frames, IEnumerable<Rung> rungs)
    {
        foreach (var rung in rungs)
        {
            Finish(ChunkPath(chunk, rung));
        }

        Write(DonePath(chunk), frames.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Bytes of a rung's picture so far, unfinished chunks included.</summary>
    public long PictureBytes(Rung rung) =>
        new DirectoryInfo(_path).EnumerateFiles($"c*_{rung.Name}.ts*").Sum(file => file.Length);

    /// <summary>What was written down of a finished sound track, 0 for the one that goes with the picture; null if it is not finished.</summary>
    public string? FinishedAudio(int number) =>
        File.Exists(AudioDonePath(number)) ? File.ReadAllText(AudioDonePath(number)) : null;

    public void FinishAudio(int number, string note) => Write(AudioDonePath(number), note);

    /// <summary>Whether the subtitles are extracted, as far as that is possible.</summary>
    public bool SubtitlesAreFinished => File.Exists(At("subtitles.done"));

    public void FinishSubtitles() => Write(At("subtitles.done"), "");

    /// <summary>Saves how many frames were decoded for a chunk. Call before the chunk counts as finished.</summary>
    public void CountPictures(int chunk, DecodedFrames count) =>
        Write(PicturesPath(chunk), string.Create(CultureInfo.InvariantCulture, $"{count.Decoded} {count.Shown}"));

    /// <summary>How many frames were decoded for a chunk; null if they weren't counted.</summary>
    public DecodedFrames? CountedPictures(int chunk) =>
        File.Exists(PicturesPath(chunk)) && File.ReadAllText(PicturesPath(chunk)).Split(' ') is [var decoded, var shown]
            ? new DecodedFrames(
                long.Parse(decoded, CultureInfo.InvariantCulture),
                long.Parse(shown, CultureInfo.InvariantCulture)
            )
            : null;

    /// <summary>Remembers that something was wrong with the source in this chunk; call before the chunk counts.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="seen">Whether pictures came out disturbed.</param>
    public void MarkDamaged(int chunk, bool seen) => Write(DamagedPath(chunk), seen ? Disturbed : "");

    public bool IsDamaged(int chunk) => File.Exists(DamagedPath(chunk));

    /// <summary>Whether pictures of this chunk came out disturbed.</summary>
    public bool IsDisturbed(int chunk) => IsDamaged(chunk) && File.ReadAllText(DamagedPath(chunk)) == Disturbed;

    private string PicturesPath(int chunk) => At($"{ChunkName(chunk)}.pictures");

    private string DamagedPath(int chunk) => At($"{ChunkName(chunk)}.damaged");

    private string AudioDonePath(int number) => At($"audio_{number}.aac.done");

    private string DonePath(int chunk) => At($"{ChunkName(chunk)}.done");

    private static string ChunkName(int chunk) => chunk.ToString("'c'0000", CultureInfo.InvariantCulture);

    private string At(string name) => Path.Combine(_path, name);
}
