using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>A rung's picture lies in as many files as it was made in; each begins with a key frame.</summary>
/// <param name="Path">A transport stream of H.264.</param>
/// <param name="Frames">How many pictures it holds.</param>
internal readonly record struct VideoChunkFile(string Path, long Frames)
{
    /// <summary>All pieces of a rung, in order.</summary>
    /// <param name="work">The attempt.</param>
    /// <param name="rung">The rung.</param>
    /// <param name="frames">How many pictures each chunk holds.</param>
    public static IReadOnlyList<VideoChunkFile> Of(EncodeWork work, Rung rung, IReadOnlyList<long> frames) =>
        rung.IsStreamCopied
            ? [new VideoChunkFile(work.Folder.StreamCopyPath, frames.Sum())]
            : [.. frames.Select((count, chunk) => new VideoChunkFile(work.Folder.ChunkPath(chunk, rung), count))];
}
