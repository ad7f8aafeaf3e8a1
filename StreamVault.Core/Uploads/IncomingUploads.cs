using Microsoft.Extensions.Logging;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>Opens temporary files for uploads that are received in one go. Thread-safe.</summary>
public sealed class IncomingUploads(
    VaultStorage storage,
    UploadAdmission admission,
    TimeProvider clock,
    ILogger<IncomingUpload> logger
)
{
    /// <summary>Opens one. Always dispose it: an upload that was not accepted is deleted.</summary>
    public IncomingUpload Open() => new(storage, admission, clock, logger);
}
