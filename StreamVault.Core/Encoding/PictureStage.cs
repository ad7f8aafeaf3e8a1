namespace StreamVault.Core.Encoding;

/// <summary>Encodes the pictures: every chunk that is not finished yet, several at once where the machine has room for it.</summary>
internal sealed class PictureStage(ChunkEncoder encoder, ChunkSlots slots)
{
    /// <returns>
    /// How many frames each chunk holds. Ends with the chunk in which the source ended, even if the plan has more.
    /// </returns>
    /// <exception cref="EncodingFailedException">FFmpeg failed, or nothing can be decoded.</exception>
    public async Task<IReadOnlyList<long>> RunAsync(EncodeWork work, CancellationToken cancellationToken)
    {
        var chunks = work.Plan.Chunks;
        List<long?> finished =
        [
            .. Enumerable.Range(0, chunks.Count).Select(index => work.Folder.FinishedFrames(index, work.Plan.Rungs)),
        ];
        var tally = new ChunkTally(chunks, finished);
        work.Meter.Begin(chunks, [.. finished.OfType<long>()], new RungMeter(work.Folder, work.Plan.Rungs));
        await work.Meter.EnterAsync(
            $"Video {string.Join(", ", work.Plan.Rungs.Select(r => r.Name))}",
            cancellationToken
        );
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task>();
        try
        {
            await StartAsync(work, tally, running, either);
        }
        catch (OperationCanceledException) when (running.Count > 0)
        {
            // One of those that are running failed, and says why, or all of them were told to stop.
        }
        catch (TurnOverException)
        {
            await Task.WhenAll(running);
            throw;
        }

        await Task.WhenAll(running);
        return tally.Frames;
    }

    private async Task StartAsync(
        EncodeWork work,
        ChunkTally tally,
        List<Task> running,
        CancellationTokenSource cancellation
    )
    {
        var memory = ChunkMemory.Of(work.Plan);
        for (var index = 0; index < work.Plan.Chunks.Count; index++)
        {
            if (!tally.Needs(index))
            {
                continue;
            }

            work.Meter.RequireTurn();
            var slot = await slots.TakeAsync(memory, cancellation.Token);
            running.Add(MakeAsync(work, index, tally, slot, cancellation));
        }
    }

    private async Task MakeAsync(
        EncodeWork work,
        int index,
        ChunkTally tally,
        IDisposable slot,
        CancellationTokenSource cancellation
    )
    {
        try
        {
            using (slot)
            {
                // Asked again: while it waited for the slot, an earlier chunk may have come upon the end of the source.
                if (tally.Needs(index))
                {
                    await encoder.MakeAsync(work, work.Plan.Chunks[index], tally, cancellation.Token);
                }
            }
        }
        catch
        {
            await cancellation.CancelAsync();
            throw;
        }
    }
}
