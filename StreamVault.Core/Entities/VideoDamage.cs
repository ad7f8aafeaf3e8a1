namespace StreamVault.Core.Entities;

/// <summary>How a stored file is damaged.</summary>
public enum DamageKind
{
    /// <summary>The file is missing.</summary>
    Missing,

    /// <summary>The file is shorter or longer than it was.</summary>
    WrongSize,

    /// <summary>The bytes of the file have changed.</summary>
    Changed,
}

/// <summary>A damaged stored file.</summary>
/// <param name="Name">
/// Its name in the video's folder; <c>key</c> for the key and <c>original</c> for the original.
/// </param>
/// <param name="Kind">How it is damaged.</param>
public sealed record DamagedFile(string Name, DamageKind Kind);

/// <summary>Damage that was found in the stored files of a ready video.</summary>
/// <param name="Since">When it was first found.</param>
/// <param name="Files">The damaged files; at most <see cref="MaxFiles"/>.</param>
public sealed record VideoDamage(DateTimeOffset Since, IReadOnlyList<DamagedFile> Files)
{
    /// <summary>The maximum number of damaged files that are recorded.</summary>
    public const int MaxFiles = 200;
}
