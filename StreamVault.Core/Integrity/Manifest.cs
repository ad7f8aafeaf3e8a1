using StreamVault.Core.Entities;

namespace StreamVault.Core.Integrity;

/// <summary>The expected size and hash of a stored file.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Lower-case hex SHA-256 of its bytes.</param>
public sealed record StoredFile(long Bytes, string Sha256);

/// <summary>The sizes and checksums of all stored files of a ready video.</summary>
/// <param name="MadeAt">When it was made.</param>
/// <param name="MadeLater">Whether the video was stored before, so that damage from before <paramref name="MadeAt"/> is unknown.</param>
/// <param name="KeySha256">Lower-case hex SHA-256 of the key's 16 bytes.</param>
/// <param name="Original">The uploaded file, if it existed; the video's row says whether it is kept.</param>
/// <param name="Files">The files in the video's folder, by name.</param>
public sealed record Manifest(
    DateTimeOffset MadeAt,
    bool MadeLater,
    string KeySha256,
    StoredFile? Original,
    IReadOnlyDictionary<string, StoredFile> Files
);

/// <summary>The state of a video's manifest.</summary>
public abstract record ManifestState
{
    private ManifestState() { }

    /// <summary>There is none, as with videos from before manifests.</summary>
    public sealed record None : ManifestState;

    /// <summary>It can't be trusted.</summary>
    /// <param name="File">Which of its files is damaged, and how.</param>
    public sealed record Damaged(DamagedFile File) : ManifestState;

    /// <summary>It is intact.</summary>
    /// <param name="Manifest">Its content.</param>
    public sealed record Found(Manifest Manifest) : ManifestState;
}
