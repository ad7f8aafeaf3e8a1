using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>The state that the stages of one attempt share.</summary>
/// <param name="Video">The video.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Folder">Its work folder.</param>
/// <param name="Source">The file to encode from: the upload or its copy.</param>
/// <param name="Meter">Receives the progress.</param>
internal sealed record EncodeWork(
    VideoId Video,
    EncodePlan Plan,
    AttemptFolder Folder,
    string Source,
    ProgressMeter Meter
);
