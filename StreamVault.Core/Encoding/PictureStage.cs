using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>Encodes the pictures, chunk by chunk, each in all rungs at once.</summary>
internal sealed class PictureStage(VaultStorage storage, FfmpegProcess ffmpeg)
{
    // Room that is left to the database, the log and other programs.
    private const long Reserve = 200_000_000;

    /// <returns>
    /// How many frames each chunk holds. Ends with the chunk in which the source ended, even if the plan has more.
    /// </returns>
    /// <exception cref="EncodingFailedException">FFmpeg failed, or nothing can be decoded.</exception>
    public async Task<IReadOnlyList<long>> RunAsync(EncodeWork work, CancellationToken cancellationToken)
    {
        var chunks = work.Plan.Chunks;
        var frames = new List<long>();
        work.Meter.Begin(
            chunks,
            [
                .. Enumerable
                    .Range(0, chunks.Count)
                    .Select(index => work.Folder.FinishedFrames(index, work.Plan.Rungs))
                    .OfType<long>(),
            ]
        );
        await work.Meter.EnterAsync(
            $"Video {string.Join(", ", work.Plan.Rungs.Select(r => r.Name))}",
            cancellationToken
        );
        for (var index = 0; index < chunks.Count; index++)
        {
            var made =
                work.Folder.FinishedFrames(index, work.Plan.Rungs)
                ?? await MakeAsync(work, chunks[index], frames.Sum(), cancellationToken);
            if (made == 0)
            {
                break;
            }

            frames.Add(made);
            if (made < chunks[index].Frames)
            {
                break;
            }
        }

        return frames;
    }

    private async Task<long> MakeAsync(EncodeWork work, Chunk chunk, long before, CancellationToken cancellationToken)
    {
        RequireRoom(work.Plan, chunk);
        var result = await ffmpeg.RunAsync(
            FfmpegArguments.Chunk(
                work.Plan,
                chunk,
                work.Source,
                rung => AttemptFolder.PartOf(work.Folder.ChunkPath(chunk.Index, rung))
            ),
            progress => work.Meter.Frames(before + progress.Frames),
            cancellationToken
        );
        var frames = Judge(work, chunk, result);
        if (frames > 0)
        {
            if (SourceDamage.ShowsIn(result))
            {
                work.Folder.MarkDamaged(chunk.Index, SourceDamage.IsSeenIn(result));
            }

            work.Folder.FinishChunk(chunk.Index, frames, work.Plan.Rungs);
            work.Meter.Frames(before + frames);
            await work.Meter.FinishChunkAsync(cancellationToken);
        }

        return frames;
    }

    // Counted in what was written, in every rung: neither FFmpeg's exit code nor its last report proves anything.
    private long Judge(EncodeWork work, Chunk chunk, ProgramResult result)
    {
        if (result.LogTail.Contains("Input/output error", StringComparison.Ordinal))
        {
            // FFmpeg takes it for the end of the file, and what lies behind it would be lost.
            throw new EncodingFailedException(FailureReasons.DiskUnreadable(result));
        }

        var counts = work
            .Plan.Rungs.Select(rung => AttemptFolder.PartOf(work.Folder.ChunkPath(chunk.Index, rung)))
            .Select(path => File.Exists(path) ? TransportStream.Read(path).Frames : 0)
            .ToList();
        if (chunk.Index == 0 && counts.Max() == 0 && FailureReasons.IsAboutTheSource(result))
        {
            throw new EncodingFailedException(FailureReasons.NothingDecodable(result));
        }

        // A short chunk is the end of the source only if FFmpeg came to that end by itself.
        return result.ExitCode == 0 && counts.Distinct().Count() == 1
            ? counts[0]
            : throw new EncodingFailedException(FailureReasons.Of("encoding the picture", result, storage.FreeBytes));
    }

    // The chunk itself, and its share of the encrypted segments that are made from it later.
    private void RequireRoom(EncodePlan plan, Chunk chunk)
    {
        var seconds = plan.Chunks.Rate.TimeOf(chunk.Frames).TotalSeconds;
        var kilobits = plan.Rungs.Sum(rung => rung.VideoKilobits + rung.AudioKilobits);
        var needed = (long)(2 * seconds * kilobits * 1000 / 8) + Reserve;
        if (storage.FreeBytes is var free && free < needed)
        {
            throw new EncodingFailedException(FailureReasons.DiskLow(needed, free));
        }
    }
}
