using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>Encodes the video: every unfinished chunk, several at once if the machine has the cores and memory.</summary>
internal sealed class VideoStage(ChunkEncoder encoder, ChunkSlots slots)
{
    /// <returns>
    /// The number of frames in each chunk, up to the one in which the source ended, even if the plan has more.
    /// </returns>
    /// <param name="work">The attempt.</param>
    /// <param name="onLastEighth">Called when the last eighth of the chunks starts.</param>
    /// <param name="onSourceRead">Called, once or more, when the whole source is read and cores become idle.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">FFmpeg failed, or nothing can be decoded.</exception>
    public async Task<IReadOnlyList<long>> RunAsync(
        EncodeWork work,
        Action onLastEighth,
        Action onSourceRead,
        CancellationToken cancellationToken
    )
    {
        var chunks = work.Plan.Chunks;
        List<long?> finished =
        [
            .. Enumerable
                .Range(0, chunks.Count)
                .Select(index =>
                    work.Plan.Encoded.Count == 0
                        ? chunks[index].Frames
                        : work.Folder.FinishedFrames(index, work.Plan.Encoded)
                ),
        ];
        var results = new ChunkResultCounter(chunks, finished);
        work.Meter.Begin(
            chunks,
            [.. finished.OfType<long>()],
            new RungSizeMeter(work.Folder.VideoBytes, work.Plan.Encoded)
        );
        await work.Meter.EnterAsync(
            $"Encoding {string.Join(", ", work.Plan.Encoded.Select(r => r.Name))}",
            cancellationToken
        );
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task>();
        try
        {
            await StartAsync(work, results, running, onLastEighth, onSourceRead, either, cancellationToken);
        }
        catch (OperationCanceledException) when (running.Count > 0)
        {
            // A running chunk failed, and its task throws the reason, or all were cancelled.
        }
        catch (JobPreemptedException)
        {
            await Task.WhenAll(running);
            throw;
        }

        await Task.WhenAll(running);
        return results.Frames;
    }

    private async Task StartAsync(
        EncodeWork work,
        ChunkResultCounter results,
        List<Task> running,
        Action onLastEighth,
        Action onSourceRead,
        CancellationTokenSource either,
        CancellationToken cancellationToken
    )
    {
        var memory = ChunkMemory.Of(work.Plan);
        for (var index = 0; index < work.Plan.Chunks.Count; index++)
        {
            if (index >= work.Plan.Chunks.Count * 7 / 8)
            {
                onLastEighth();
            }

            if (!results.Needs(index))
            {
                continue;
            }

            var slot = await slots.TakeAsync(memory, either.Token);
            try
            {
                if (running.Count > 0 && !await work.Meter.ShouldContinueAsync(either.Token))
                {
                    throw new JobPreemptedException();
                }
            }
            catch
            {
                slot.Dispose();
                throw;
            }

            if (work.Plan.Chunks.IsSingleChunk)
            {
                // It may take hours that an interruption would lose, so the next job starts beside it.
                slot.ReleaseSlot();
            }

            running.Add(
                MakeAsync(work, work.Plan.Chunks[index], results, slot, onSourceRead, either, cancellationToken)
            );
        }
    }

    private async Task MakeAsync(
        EncodeWork work,
        Chunk chunk,
        ChunkResultCounter results,
        ChunkSlot slot,
        Action onSourceRead,
        CancellationTokenSource others,
        CancellationToken cancellationToken
    )
    {
        // If another chunk fails, one whose source is read still finishes: it is nearly done.
        using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var link = others.Token.Register(() =>
        {
            if (!slot.SlotIsReleased)
            {
                own.Cancel();
            }
        });
        try
        {
            using (slot)
            {
                // Checked again: during the wait, an earlier chunk may have reached the end of the source.
                if (results.Needs(chunk.Index))
                {
                    await encoder.MakeAsync(work, chunk, results, ReleaseSlot, own.Token);
                }
            }
        }
        catch
        {
            await others.CancelAsync();
            throw;
        }

        void ReleaseSlot()
        {
            slot.ReleaseSlot();
            if (chunk.IsLast)
            {
                onSourceRead();
            }
        }
    }
}
