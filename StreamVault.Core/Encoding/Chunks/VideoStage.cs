using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>Encodes the pictures: every chunk that is not finished yet, several at once where the machine has room for it.</summary>
internal sealed class VideoStage(ChunkEncoder encoder, ChunkSlots slots)
{
    /// <returns>
    /// How many frames each chunk holds. Ends with the chunk in which the source ended, even if the plan has more.
    /// </returns>
    /// <param name="work">The attempt.</param>
    /// <param name="lastEighthBegins">Called when the last eighth is begun.</param>
    /// <param name="sourceIsRead">Called, once or more, when all of the source is read and what is left leaves cores idle.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">FFmpeg failed, or nothing can be decoded.</exception>
    public async Task<IReadOnlyList<long>> RunAsync(
        EncodeWork work,
        Action lastEighthBegins,
        Action sourceIsRead,
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
        var tally = new ChunkResultCounter(chunks, finished);
        work.Meter.Begin(
            chunks,
            [.. finished.OfType<long>()],
            new RungSizeMeter(work.Folder.PictureBytes, work.Plan.Encoded)
        );
        await work.Meter.EnterAsync(
            $"Video {string.Join(", ", work.Plan.Encoded.Select(r => r.Name))}",
            cancellationToken
        );
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task>();
        try
        {
            await StartAsync(work, tally, running, lastEighthBegins, sourceIsRead, either, cancellationToken);
        }
        catch (OperationCanceledException) when (running.Count > 0)
        {
            // One of those that are running failed, and says why, or all of them were told to stop.
        }
        catch (JobPreemptedException)
        {
            await Task.WhenAll(running);
            throw;
        }

        await Task.WhenAll(running);
        return tally.Frames;
    }

    private async Task StartAsync(
        EncodeWork work,
        ChunkResultCounter tally,
        List<Task> running,
        Action lastEighthBegins,
        Action sourceIsRead,
        CancellationTokenSource either,
        CancellationToken cancellationToken
    )
    {
        var memory = ChunkMemory.Of(work.Plan);
        for (var index = 0; index < work.Plan.Chunks.Count; index++)
        {
            if (index >= work.Plan.Chunks.Count * 7 / 8)
            {
                lastEighthBegins();
            }

            if (!tally.Needs(index))
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

            if (work.Plan.Chunks.IsOnePiece)
            {
                // It may take hours, and nobody could stop it without losing them: whoever comes next begins beside it.
                slot.ReturnTurn();
            }

            running.Add(MakeAsync(work, work.Plan.Chunks[index], tally, slot, sourceIsRead, either, cancellationToken));
        }
    }

    private async Task MakeAsync(
        EncodeWork work,
        Chunk chunk,
        ChunkResultCounter tally,
        ChunkSlot slot,
        Action sourceIsRead,
        CancellationTokenSource others,
        CancellationToken cancellationToken
    )
    {
        // Where another chunk fails, one whose source is read is ended all the same: it is nearly done.
        using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var link = others.Token.Register(() =>
        {
            if (!slot.TurnIsReturned)
            {
                own.Cancel();
            }
        });
        try
        {
            using (slot)
            {
                // Asked again: while it waited for the slot, an earlier chunk may have come upon the end of the source.
                if (tally.Needs(chunk.Index))
                {
                    await encoder.MakeAsync(work, chunk, tally, GoOn, own.Token);
                }
            }
        }
        catch
        {
            await others.CancelAsync();
            throw;
        }

        void GoOn()
        {
            slot.ReturnTurn();
            if (chunk.IsLast)
            {
                sourceIsRead();
            }
        }
    }
}
