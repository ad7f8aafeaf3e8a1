using System.Text.Json;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>Reads the files of one quarantine entry. The files may change at any time, so nothing is cached.</summary>
/// <param name="folder">The folder of the entry.</param>
/// <param name="storage">The vault's files.</param>
internal sealed class QuarantineEntry(string folder, VaultStorage storage)
{
    public const string OriginalName = "original";
    public const string NoteName = "note.json";

    private const int IdLength = 36;
    private static readonly string[] UploadNames = ["source", OriginalName, "import", "part", "import.part"];

    /// <summary>Its folder.</summary>
    public string Folder => folder;

    /// <summary>The name of its folder.</summary>
    public string Name => Path.GetFileName(folder);

    /// <summary>The id at the start of its name; null if the name doesn't start with an id.</summary>
    public VideoId? VideoId =>
        Entities.VideoId.TryParse(Name.Length > IdLength ? Name[..IdLength] : Name, null, out var id) ? id : null;

    /// <summary>The path of its uploaded file, complete or not; null if there is none.</summary>
    public string? UploadPath => UploadNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>The path of its video folder, which may not exist.</summary>
    public string VideoPath => Path.Combine(folder, "video");

    /// <summary>The path of its key, which may not exist.</summary>
    public string KeyPath => Path.Combine(folder, "key");

    /// <summary>Its note; null if it is missing or can't be read.</summary>
    public QuarantineNote? Note
    {
        get
        {
            try
            {
                var path = Path.Combine(folder, NoteName);
                return File.Exists(path)
                    ? JsonSerializer.Deserialize<QuarantineNote>(File.ReadAllBytes(path), DurableJson.Options)
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>Reads its video. The key may still be in the usual place.</summary>
    public PublishedVideo? ReadPublished() =>
        PublishedVideo.Read(
            VideoPath,
            File.Exists(KeyPath) || VideoId is not { } video ? KeyPath : storage.KeyPath(video)
        );

    /// <summary>Describes the entry for the user.</summary>
    public QuarantinedItem Describe()
    {
        var (note, sidecar, kind) = (Note, ReadSidecar(), Kind);
        return new QuarantinedItem(
            Name,
            kind,
            sidecar?.Title ?? note?.Name ?? UnknownName(kind),
            note is null ? Directory.GetCreationTimeUtc(folder) : note.QuarantinedAt,
            note?.Reason ?? "There is no note about it.",
            VaultStorage.SizeOf(folder) - NoteBytes,
            sidecar,
            FindObstacle(kind)
        );
    }

    private QuarantineKind Kind =>
        Directory.Exists(VideoPath) ? QuarantineKind.Video
        : UploadPath is not null ? QuarantineKind.Upload
        : File.Exists(KeyPath) ? QuarantineKind.Key
        : Directory.Exists(Path.Combine(folder, "work")) ? QuarantineKind.Work
        : File.Exists(Path.Combine(folder, "streamvault.db")) ? QuarantineKind.Database
        : QuarantineKind.Other;

    private long NoteBytes =>
        new FileInfo(Path.Combine(folder, NoteName)) switch
        {
            { Exists: true } file => file.Length,
            _ => 0,
        };

    private VideoSidecar? ReadSidecar() =>
        VideoSidecar.Find(Path.Combine(VideoPath, VaultStorage.SidecarName))
        ?? VideoSidecar.Find(Path.Combine(folder, VaultStorage.SidecarName));

    private static string UnknownName(QuarantineKind kind) =>
        kind switch
        {
            QuarantineKind.Video => "Unknown video",
            QuarantineKind.Upload => "Unknown upload",
            QuarantineKind.Key => "Key without a video",
            QuarantineKind.Work => "Unfinished encode",
            QuarantineKind.Database => "Replaced database",
            _ => "Unknown files",
        };

    /// <returns>Why the entry can't be adopted; null if it can.</returns>
    private string? FindObstacle(QuarantineKind kind)
    {
        switch (kind)
        {
            case QuarantineKind.Upload:
                return null;
            case QuarantineKind.Video:
                return UploadPath is not null || ReadPublished() is { IsWhole: true } ? null
                    : ReadPublished() is not { } published ? "Its playlist is missing."
                    : !published.HasKey ? "Its key is missing. Restore the file in keys/ from a backup."
                    : $"{published.Missing.Count} of its files are missing.";
            case QuarantineKind.Database:
                return "To use it again, stop the server and move it back into the data folder.";
            default:
                return "It contains no complete video.";
        }
    }
}
