namespace StreamVault.Core.Encoding.Planning;

/// <summary>A range of output frames that one FFmpeg process encodes: whole segments, except at the end of the video.</summary>
/// <param name="Index">0 for the first.</param>
/// <param name="FirstFrame">Its first frame, counted from the start of the video.</param>
/// <param name="Frames">The expected number of frames.</param>
/// <param name="IsLast">
/// True for the last chunk, which may be up to a minute longer than planned if the source is longer than declared; see <see cref="EncodePlan.MaxFrames"/>.
/// </param>
internal readonly record struct Chunk(int Index, long FirstFrame, long Frames, bool IsLast);
