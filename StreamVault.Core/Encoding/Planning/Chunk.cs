namespace StreamVault.Core.Encoding.Planning;

/// <summary>A run of output frames that one FFmpeg process makes; whole segments, except at the end of the video.</summary>
/// <param name="Index">0 for the first.</param>
/// <param name="FirstFrame">Its first frame, counted from the start of the video.</param>
/// <param name="Frames">How many frames it is expected to hold.</param>
/// <param name="IsLast">
/// True for the last one: it goes up to a minute beyond what was told, so that nothing of a source is lost that is a little
/// longer; see <see cref="EncodePlan.MaxFrames"/>.
/// </param>
internal readonly record struct Chunk(int Index, long FirstFrame, long Frames, bool IsLast);
