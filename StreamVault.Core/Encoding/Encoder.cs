using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>
/// Makes a video out of an upload: plan, pictures in chunks, sound, subtitles, packaging. What an earlier attempt finished is kept.
/// Publishes nothing. Thread-safe.
/// </summary>
internal sealed class Encoder(
    VaultStorage storage,
    FfmpegTools tools,
    Planner planner,
    PictureStage pictures,
    SoundStage sounds,
    SubtitleStage subtitles,
    DamageSearch damage,
    PackageStage packages,
    TimeProvider clock
)
{
    /// <summary>Works on the job until it is done or can't go on.</summary>
    /// <exception cref="OperationCanceledException">The token asked for it, or the job was lost.</exception>
    public async Task<EncodeOutcome> EncodeAsync(HeldJob job, CancellationToken cancellationToken)
    {
        try
        {
            return new EncodeOutcome.Encoded(await MakeAsync(job, cancellationToken));
        }
        catch (EncodingFailedException e)
        {
            return new EncodeOutcome.Failed(e.Failure);
        }
        catch (Exception e) when (e is FfmpegMissingException or TurnOverException)
        {
            return new EncodeOutcome.Held();
        }
        catch (IOException e) when (DiskFull.Caused(e))
        {
            return new EncodeOutcome.Failed(FailureReasons.DiskFull(storage.FreeBytes));
        }
    }

    private async Task<EncodedVideo> MakeAsync(HeldJob job, CancellationToken cancellationToken)
    {
        if (await tools.CheckAsync(cancellationToken) is not FfmpegState.Found found)
        {
            throw new FfmpegMissingException();
        }

        var source = storage.SourcePath(job.Lease.Video);
        if (!File.Exists(source))
        {
            throw new EncodingFailedException(FailureReasons.SourceGone);
        }

        var meter = new ProgressMeter(job, clock);
        var (folder, plan) = await planner.OpenAsync(job.Lease, source, found, meter, cancellationToken);
        meter.Note = plan.Note;
        var work = new EncodeWork(job.Lease.Video, plan, folder, plan.ReadsCopy ? folder.CopyPath : source, meter);
        var frames = await pictures.RunAsync(work, cancellationToken);
        var tracks = new FinishedTracks(
            frames,
            await sounds.RunAsync(work, frames.Sum(), cancellationToken),
            await subtitles.RunAsync(work, cancellationToken),
            await damage.FindAsync(work, frames, cancellationToken)
        );
        return await packages.RunAsync(work, tracks, cancellationToken);
    }
}
