using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>A file with part of a rung's video: a chunk, or a whole stream copy. It starts with a key frame.</summary>
/// <param name="Path">A transport stream of H.264.</param>
/// <param name="Frames">The number of frames.</param>
internal readonly record struct VideoChunkFile(string Path, long Frames)
{
    /// <summary>All files of a rung, in order.</summary>
    /// <param name="work">The attempt.</param>
    /// <param name="rung">The rung.</param>
    /// <param name="frames">The number of frames in each chunk.</param>
    public static IReadOnlyList<VideoChunkFile> Of(EncodeWork work, Rung rung, IReadOnlyList<long> frames) =>
        rung.IsStreamCopied
            ? [new VideoChunkFile(work.Folder.StreamCopyPath, frames.Sum())]
            : [.. frames.Select((count, chunk) => new VideoChunkFile(work.Folder.ChunkPath(chunk, rung), count))];
}
