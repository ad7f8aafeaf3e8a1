using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Encoding.Chunks;

namespace StreamVault.Core.Encoding;

/// <summary>Encodes the audio in parallel with the last chunks of the video, which leave cores idle.</summary>
internal sealed class AudioVideoStage(VideoStage video, AudioStage audio)
{
    /// <param name="work">The attempt.</param>
    /// <param name="onSourceRead">Called, once or more, when the whole source is read.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <returns>The frames of each chunk, and each audio track.</returns>
    public async Task<(IReadOnlyList<long> Frames, IReadOnlyList<EncodedAudio> Audio)> RunAsync(
        EncodeWork work,
        Action onSourceRead,
        CancellationToken cancellationToken
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lastEighth = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var encodingAudio = OrCancel(either, () => EncodeAudioAsync(work, lastEighth.Task, either.Token));
        var encodingVideo = OrCancel(
            either,
            () => video.RunAsync(work, () => lastEighth.TrySetResult(), onSourceRead, either.Token)
        );
        await Task.WhenAll(encodingAudio, encodingVideo);
        var (frames, tracks) = (await encodingVideo, await encodingAudio);
        // If the source was shorter or longer than declared, the audio is encoded again to fit.
        return frames.Sum() == work.Plan.Chunks.TotalFrames
            ? (frames, tracks)
            : (frames, await audio.RunAsync(work, frames.Sum(), cancellationToken));
    }

    // Not beside the first chunks: an attempt that is stopped loses unfinished audio, which is a lot for a long film.
    private async Task<IReadOnlyList<EncodedAudio>> EncodeAudioAsync(
        EncodeWork work,
        Task lastEighth,
        CancellationToken cancellationToken
    )
    {
        await lastEighth.WaitAsync(cancellationToken);
        return await audio.RunAsync(work, work.Plan.Chunks.TotalFrames, cancellationToken);
    }

    private static async Task<T> OrCancel<T>(CancellationTokenSource cancellation, Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch
        {
            await cancellation.CancelAsync();
            throw;
        }
    }
}
