namespace StreamVault.Core.Ffmpeg;

/// <summary>FFmpeg is missing. The job did not fail; it waits until FFmpeg is back.</summary>
internal sealed class FfmpegMissingException() : Exception("FFmpeg is missing.");
