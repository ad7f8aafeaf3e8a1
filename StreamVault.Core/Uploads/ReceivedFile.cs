using StreamVault.Core.Entities;
using StreamVault.Core.Media;

namespace StreamVault.Core.Uploads;

/// <summary>
/// A complete file under a temporary name that was flushed and read back from the disk: ready for
/// <see cref="UploadIntake.AcceptAsync"/>.
/// </summary>
/// <param name="Video">The id of the video it becomes.</param>
/// <param name="Path">Its path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Lower-case hex SHA-256 of its bytes on the disk.</param>
public sealed record ReceivedFile(VideoId Video, string Path, long Bytes, string Sha256)
{
    /// <summary>
    /// The resumable upload it comes from; null for none. Its row changes in the transaction that accepts the file.
    /// </summary>
    public ResumableUpload? Upload { get; init; }

    /// <summary>Whether it was kept as an original before, so that it is kept again. Default false.</summary>
    public bool IsOriginal { get; init; }

    /// <summary>The outcome of an earlier probe of the same bytes, which is used instead of another probe.</summary>
    public ProbeOutcome? Probed { get; init; }
}
