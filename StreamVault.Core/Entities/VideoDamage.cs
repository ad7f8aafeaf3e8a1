namespace StreamVault.Core.Entities;

/// <summary>What is wrong with a stored file.</summary>
public enum DamageKind
{
    /// <summary>It is missing.</summary>
    Missing,

    /// <summary>It is shorter or longer than it was.</summary>
    WrongSize,

    /// <summary>Its bytes changed.</summary>
    Changed,
}

/// <summary>A stored file that is damaged.</summary>
/// <param name="Name">Its name in the video's folder; <c>key</c> or <c>original</c> for those.</param>
/// <param name="Kind">What is wrong.</param>
public sealed record DamagedFile(string Name, DamageKind Kind);

/// <summary>Damage that was found in the stored files of a ready video.</summary>
/// <param name="Since">When it was first found.</param>
/// <param name="Files">The damaged files; at most <see cref="MaxFiles"/>.</param>
public sealed record VideoDamage(DateTimeOffset Since, IReadOnlyList<DamagedFile> Files)
{
    /// <summary>How many damaged files are remembered.</summary>
    public const int MaxFiles = 200;
}
