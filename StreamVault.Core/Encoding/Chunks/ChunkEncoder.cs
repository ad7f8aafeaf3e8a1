using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Packaging.TransportStreams;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>Encodes the video of one chunk in all rungs at once. Thread-safe.</summary>
internal sealed class ChunkEncoder(VaultStorage storage, FfmpegProcess ffmpeg, HardwareEncoders hardware)
{
    // Space for the database, the log and other programs.
    private const long Reserve = 200_000_000;

    /// <summary>Encodes a chunk and adds its number of frames to the results: 0 if the source ended before it.</summary>
    /// <param name="work">The attempt.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="results">Receives the progress and the result.</param>
    /// <param name="onSourceRead">Called, once or more, when only frames buffered in the encoders are left.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">FFmpeg failed, or nothing can be decoded.</exception>
    /// <exception cref="DurationExceededException">The source is longer than its header declares.</exception>
    /// <exception cref="StreamCopyRejectedException">The source was to be stream-copied and is damaged.</exception>
    public async Task MakeAsync(
        EncodeWork work,
        Chunk chunk,
        ChunkResultCounter results,
        Action onSourceRead,
        CancellationToken cancellationToken
    )
    {
        RequireSpace(work.Plan, chunk);
        var result =
            await EncodeByHardwareAsync(work, chunk, results, cancellationToken)
            ?? await RunAsync(work, chunk, results, VideoEncoder.X264, onSourceRead, cancellationToken);
        var frames = CountFrames(work, chunk, result);
        if (chunk.IsLast && !work.Plan.IsCounted && frames == work.Plan.MaxFrames(chunk))
        {
            throw new DurationExceededException();
        }

        if (work.Plan.HasStreamCopy && (frames != chunk.Frames || SourceDamage.ShowsIn(result)))
        {
            throw new StreamCopyRejectedException("it is damaged, and players would show the damage");
        }

        FinishFiles(work, chunk, result, frames);
        results.Finish(chunk.Index, frames);
        if (frames > 0)
        {
            work.Meter.Frames(results.Advance(chunk.Index, frames));
            await work.Meter.FinishChunkAsync(cancellationToken);
        }
    }

    private static void FinishFiles(EncodeWork work, Chunk chunk, ProgramResult result, long frames)
    {
        // Also for an empty chunk: it shows why the source ended.
        if (SourceDamage.ShowsIn(result))
        {
            work.Folder.MarkDamaged(chunk.Index, SourceDamage.HasCorruptFrames(result));
        }

        var decoded = work.Folder.DecodedTimesPath(chunk.Index);
        work.Folder.SaveDecodedFrames(chunk.Index, DecodedFrames.Read(decoded, work.Plan.Chunks, chunk));
        File.Delete(decoded);
        if (frames > 0)
        {
            foreach (var rung in work.Plan.Encoded)
            {
                TransportStream.Pad(AttemptFolder.PartOf(work.Folder.ChunkPath(chunk.Index, rung)));
            }

            work.Folder.FinishChunk(chunk.Index, frames, work.Plan.Encoded);
        }
    }

    // If the hardware encoder fails, x264 encodes the chunk again, and the job doesn't fail.
    private async Task<ProgramResult?> EncodeByHardwareAsync(
        EncodeWork work,
        Chunk chunk,
        ChunkResultCounter results,
        CancellationToken cancellationToken
    )
    {
        if (await hardware.CurrentAsync(cancellationToken) is not { } encoder)
        {
            return null;
        }

        ProgramResult result;
        try
        {
            // The slot is held to the end: if the encoder fails, x264 encodes the chunk in it.
            result = await RunAsync(work, chunk, results, encoder, () => { }, cancellationToken);
        }
        catch (ProgramStalledException e)
        {
            await hardware.MarkFailedAsync(encoder, ProgramResult.Killed, e.Message, cancellationToken);
            return null;
        }

        var made = Parts(work, chunk).ToList();
        if (
            result.ExitCode == 0
            && made[0].Frames > 0
            && made.TrueForAll(part =>
                part.Frames == made[0].Frames
                && part.KeyFrames.SequenceEqual(work.Plan.Chunks.SegmentsOf(chunk, part.Frames))
            )
        )
        {
            return result;
        }

        await hardware.MarkFailedAsync(encoder, result.ExitCode, result.LogTail, cancellationToken);
        return null;
    }

    private Task<ProgramResult> RunAsync(
        EncodeWork work,
        Chunk chunk,
        ChunkResultCounter results,
        VideoEncoder encoder,
        Action onSourceRead,
        CancellationToken cancellationToken
    ) =>
        ffmpeg.RunAsync(
            ChunkArguments.For(
                work.Plan,
                chunk,
                encoder,
                work.Source,
                rung => AttemptFolder.PartOf(work.Folder.ChunkPath(chunk.Index, rung)),
                work.Folder.DecodedTimesPath(chunk.Index)
            ),
            encoder == VideoEncoder.X264 ? Confinement.Encoding : Confinement.Hardware,
            progress =>
            {
                // Encoders buffer dozens of frames. Filling the buffer takes about as long as draining it.
                var output = Math.Min(progress.Frames, work.Plan.Chunks.Rate.FramesIn(progress.Time));
                work.Meter.Frames(results.Advance(chunk.Index, (progress.Frames + output) / 2));
                if (progress.Frames >= chunk.Frames)
                {
                    onSourceRead();
                }
            },
            cancellationToken
        );

    // Frames are counted in the output of every rung: FFmpeg's exit code and last report prove nothing.
    private long CountFrames(EncodeWork work, Chunk chunk, ProgramResult result)
    {
        if (FailureReasons.IsReadError(result))
        {
            // FFmpeg treats it as the end of the file, and the rest would be lost.
            throw new EncodingFailedException(FailureReasons.DiskUnreadable(result));
        }

        var counts = Parts(work, chunk).Select(part => part.Frames).ToList();
        if (chunk.Index == 0 && counts.Max() == 0 && FailureReasons.ReachedEndOrIsUndecodable(result))
        {
            throw new EncodingFailedException(FailureReasons.NothingDecodable(result));
        }

        // A short chunk is the end of the source only if FFmpeg reached that end.
        return result.ExitCode == 0 && counts.Distinct().Count() == 1
            ? counts[0]
            : throw new EncodingFailedException(FailureReasons.Of("encoding the video", result, storage.FreeBytes));
    }

    private static IEnumerable<TransportStream> Parts(EncodeWork work, Chunk chunk) =>
        work
            .Plan.Encoded.Select(rung => AttemptFolder.PartOf(work.Folder.ChunkPath(chunk.Index, rung)))
            .Select(path => File.Exists(path) ? TransportStream.Read(path) : TransportStream.Empty);

    // The chunk itself and the encrypted segments made from it later.
    private void RequireSpace(EncodePlan plan, Chunk chunk)
    {
        var seconds = plan.Chunks.Rate.TimeOf(chunk.Frames).TotalSeconds;
        var kilobits = plan.Encoded.Sum(rung => rung.VideoKilobits + rung.AudioKilobits);
        var needed = (long)(2 * seconds * kilobits * 1000 / 8) + Reserve;
        if (storage.FreeBytes is var free && free < needed)
        {
            throw new EncodingFailedException(FailureReasons.DiskLow(needed, free));
        }
    }
}
