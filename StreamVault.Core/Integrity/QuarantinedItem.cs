namespace StreamVault.Core.Integrity;

/// <summary>The kind of a quarantine entry.</summary>
public enum QuarantineKind
{
    /// <summary>The folder of a ready video, with its key and original, if they existed.</summary>
    Video,

    /// <summary>An uploaded or imported file, complete or not.</summary>
    Upload,

    /// <summary>A key without its video.</summary>
    Key,

    /// <summary>The work files of an encode, without its source.</summary>
    Work,

    /// <summary>A database that was replaced.</summary>
    Database,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Files without a database row that were moved aside until the user decides what to do with them.</summary>
/// <param name="Id">The id of the entry.</param>
/// <param name="Kind">What the entry contains.</param>
/// <param name="Name">The display name: the title or file name, if known.</param>
/// <param name="QuarantinedAt">When it was quarantined; null if its note doesn't say.</param>
/// <param name="Reason">The reason, as a sentence.</param>
/// <param name="Bytes">The total size of its files in bytes.</param>
/// <param name="Known">The content of its sidecar; null if it has none.</param>
/// <param name="Obstacle">Why it can't be adopted, as a sentence; null if the user can try.</param>
public sealed record QuarantinedItem(
    string Id,
    QuarantineKind Kind,
    string Name,
    DateTimeOffset? QuarantinedAt,
    string Reason,
    long Bytes,
    VideoSidecar? Known,
    string? Obstacle
);

/// <summary>Published when an entry is quarantined, adopted or deleted.</summary>
public sealed record QuarantineChange;

/// <summary>The note that is stored with an entry.</summary>
/// <param name="Version">The format version.</param>
/// <param name="QuarantinedAt">When the entry was quarantined; null if the note was edited manually.</param>
/// <param name="Reason">The reason.</param>
/// <param name="From">The original path of each file in the data folder.</param>
/// <param name="Name">The display name, if there is no sidecar.</param>
internal sealed record QuarantineNote(
    int Version,
    DateTimeOffset? QuarantinedAt,
    string Reason,
    IReadOnlyList<string> From,
    string? Name
);
