namespace StreamVault.Core.Uploads;

/// <summary>How the writing of a request's bytes ended.</summary>
internal enum BodyOutcome
{
    /// <summary>The sender was done.</summary>
    Complete,

    /// <summary>The connection was cut, or a newer request took over.</summary>
    Cut,

    /// <summary>More came than belongs to the file.</summary>
    TooMany,

    /// <summary>The disk took no more.</summary>
    DiskFull,
}
