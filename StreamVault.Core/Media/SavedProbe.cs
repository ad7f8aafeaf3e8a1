using System.Text.Json;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Media;

/// <summary>
/// FFprobe's report on an accepted file, saved so that its job doesn't probe the file again. It may be lost at any time:
/// then the file is probed again.
/// </summary>
/// <param name="File">The stamp of the probed file.</param>
/// <param name="FfmpegVersion">The version of FFmpeg that it was probed with.</param>
/// <param name="Report">The report.</param>
internal sealed record SavedProbe(FileStamp File, string FfmpegVersion, FfprobeReport Report)
{
    private static readonly JsonSerializerOptions Json = FfprobeReport.Json;

    /// <summary>Saves it, with its folder, under its final name once it is complete.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Save(string path)
    {
        VaultStorage.CreatePrivateFolder(Path.GetDirectoryName(path)!);
        var partial = path + ".part";
        System.IO.File.WriteAllBytes(partial, JsonSerializer.SerializeToUtf8Bytes(this, Json));
        System.IO.File.Move(partial, path, overwrite: true);
    }

    /// <summary>Reads it; null if there is none, or it is damaged, as after a power cut.</summary>
    public static SavedProbe? Find(string path)
    {
        try
        {
            return
                JsonSerializer.Deserialize<SavedProbe>(System.IO.File.ReadAllBytes(path), Json)
                    is { Report: not null } saved
                ? saved
                : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}
