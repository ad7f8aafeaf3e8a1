using StreamVault.Core.Entities;

namespace StreamVault.Core.Integrity;

/// <summary>The expected size and hash of a stored file.</summary>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256 as lower-case hex.</param>
public sealed record StoredFile(long Bytes, string Sha256);

/// <summary>The sizes and checksums of all stored files of a ready video.</summary>
/// <param name="MadeAt">When the manifest was created.</param>
/// <param name="MadeLater">
/// Whether the video was stored before the manifest was created, so that damage from before <paramref name="MadeAt"/>
/// is unknown.
/// </param>
/// <param name="KeySha256">The SHA-256 of the 16-byte key as lower-case hex.</param>
/// <param name="Original">The uploaded file, if it existed. The video's row says whether it is kept.</param>
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

    /// <summary>The video has no manifest, because it was stored by a version without manifests.</summary>
    public sealed record None : ManifestState;

    /// <summary>The manifest is damaged and can't be trusted.</summary>
    /// <param name="File">The damaged manifest file, and how it is damaged.</param>
    public sealed record Damaged(DamagedFile File) : ManifestState;

    /// <summary>The manifest is intact.</summary>
    /// <param name="Manifest">The content of the manifest.</param>
    public sealed record Found(Manifest Manifest) : ManifestState;
}
