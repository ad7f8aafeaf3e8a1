using StreamVault.Core.Encoding.Progress;
using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>What a plan is made from.</summary>
/// <param name="Source">The path of the upload.</param>
/// <param name="Ffmpeg">The FFmpeg that will encode it.</param>
/// <param name="Meter">Receives the progress.</param>
internal sealed record PlanRequest(string Source, FfmpegState.Found Ffmpeg, ProgressMeter Meter);
