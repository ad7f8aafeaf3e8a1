namespace StreamVault.Core.Integrity;

/// <summary>The kind of a quarantine entry.</summary>
public enum QuarantineKind
{
    /// <summary>The folder of a ready video, with its key and original, if they existed.</summary>
    Video,

    /// <summary>A file that was uploaded or imported, complete or not.</summary>
    Upload,

    /// <summary>A key without its video.</summary>
    Key,

    /// <summary>Work files of an encode, without its source.</summary>
    Work,

    /// <summary>A database that was replaced.</summary>
    Database,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Files without a database row, moved aside until the user decides.</summary>
/// <param name="Id">The id of the entry.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The display name: the title or file name, if known.</param>
/// <param name="QuarantinedAt">When it was moved; null if its note does not say.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Bytes">Size of all its files.</param>
/// <param name="Known">The content of its sidecar; null if it has none.</param>
/// <param name="Obstacle">Why it can't be adopted, in a sentence; null if it can be tried.</param>
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

/// <summary>Published when an entry was quarantined, adopted or deleted.</summary>
public sealed record QuarantineChange;

/// <summary>The note that is stored with an entry.</summary>
/// <param name="Version">The format.</param>
/// <param name="QuarantinedAt">When it was moved; null in a note that was edited manually.</param>
/// <param name="Reason">Why.</param>
/// <param name="From">Where each file was, in the data folder.</param>
/// <param name="Name">The display name, if there is no sidecar.</param>
internal sealed record QuarantineNote(
    int Version,
    DateTimeOffset? QuarantinedAt,
    string Reason,
    IReadOnlyList<string> From,
    string? Name
);
