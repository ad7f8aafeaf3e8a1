using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>What the stages of one attempt share.</summary>
/// <param name="Video">The video.</param>
/// <param name="Plan">What was decided.</param>
/// <param name="Folder">Where it is written.</param>
/// <param name="Source">What is read: the upload or its copy.</param>
/// <param name="Meter">Where progress is told.</param>
internal sealed record EncodeWork(
    VideoId Video,
    EncodePlan Plan,
    AttemptFolder Folder,
    string Source,
    ProgressMeter Meter
);
