using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Text;

namespace StreamVault.Core.Marks;

/// <summary>Changes the chapters and notes of videos. Thread-safe.</summary>
public sealed class VideoMarks(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    EventHub events,
    TimeProvider clock
)
{
    // Players don't show more.
    private const int Decimals = 3;

    /// <summary>Adds a mark.</summary>
    /// <param name="id">The video.</param>
    /// <param name="kind">What to add.</param>
    /// <param name="atSeconds">The moment, in seconds from the start of the video.</param>
    /// <param name="text">The title of the chapter, or the text of the note.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<MarkOutcome> AddAsync(
        VideoId id,
        MarkKind kind,
        double atSeconds,
        string text,
        CancellationToken cancellationToken
    ) => PutAsync(id, kind, Guid.CreateVersion7(), atSeconds, text, mustExist: false, cancellationToken);

    /// <summary>Changes a mark.</summary>
    /// <param name="id">The video.</param>
    /// <param name="kind">What to change.</param>
    /// <param name="mark">The id of the mark.</param>
    /// <param name="atSeconds">The new moment; null to leave it unchanged.</param>
    /// <param name="text">The new text; null to leave it unchanged.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<MarkOutcome> ChangeAsync(
        VideoId id,
        MarkKind kind,
        Guid mark,
        double? atSeconds,
        string? text,
        CancellationToken cancellationToken
    ) => PutAsync(id, kind, mark, atSeconds, text, mustExist: true, cancellationToken);

    /// <summary>Adds a deleted mark again.</summary>
    public Task<MarkOutcome> RestoreAsync(
        VideoId id,
        MarkKind kind,
        VideoMark mark,
        CancellationToken cancellationToken
    ) => PutAsync(id, kind, mark.Id, mark.AtSeconds, mark.Text, mustExist: false, cancellationToken);

    /// <summary>Deletes a mark.</summary>
    /// <returns>The deleted mark, for <see cref="RestoreAsync"/>; null if it doesn't exist.</returns>
    public async Task<VideoMark?> DeleteAsync(VideoId id, MarkKind kind, Guid mark, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var video = await database.Videos.SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
        if (video is null || VideoMark.Of(video, kind).FirstOrDefault(found => found.Id == mark) is not { } deleted)
        {
            return null;
        }

        VideoMark.Set(video, kind, VideoMark.Of(video, kind).Where(other => other.Id != mark));
        video.UpdatedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        events.Publish(new LibraryChange(id));
        return deleted;
    }

    private async Task<MarkOutcome> PutAsync(
        VideoId id,
        MarkKind kind,
        Guid mark,
        double? atSeconds,
        string? text,
        bool mustExist,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        // All marks of a video are in one column, so two changes at once must not read the same state.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var video = await database.Videos.SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
        if (video is null)
        {
            return new MarkOutcome.NoSuchVideo();
        }

        var marks = VideoMark.Of(video, kind);
        var existing = marks.FirstOrDefault(found => found.Id == mark);
        if (mustExist && existing is null)
        {
            return new MarkOutcome.NoSuchMark();
        }

        if (existing is null && marks.Count >= VideoMark.MaxCount)
        {
            return new MarkOutcome.TooMany();
        }

        if (video.DurationSeconds is not { } duration)
        {
            return new MarkOutcome.NotReady();
        }

        var put = new VideoMark(
            mark,
            Math.Round(atSeconds ?? existing?.AtSeconds ?? 0, Decimals),
            text?.ReplaceLineEndings("\n").Trim() ?? existing?.Text ?? ""
        );
        if (Fault(put, kind, duration) is { } fault)
        {
            return fault;
        }

        VideoMark.Set(video, kind, marks.Where(other => other.Id != mark).Append(put));
        video.UpdatedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        events.Publish(new LibraryChange(id));
        return new MarkOutcome.Saved(put);
    }

    private static MarkOutcome? Fault(VideoMark mark, MarkKind kind, double duration) =>
        // Also true for NaN.
        !(mark.AtSeconds >= 0 && mark.AtSeconds < duration) ? new MarkOutcome.OutsideVideo(duration)
        : !VisibleText.IsIn(mark.Text) ? new MarkOutcome.NoText()
        : mark.Text.Length > VideoMark.MaxTextLength(kind) ? new MarkOutcome.TextTooLong(VideoMark.MaxTextLength(kind))
        : mark.Text.Any(letter => char.IsControl(letter) && !(kind == MarkKind.Note && letter is '\n' or '\t'))
            ? new MarkOutcome.ControlCharacters()
        : null;
}
