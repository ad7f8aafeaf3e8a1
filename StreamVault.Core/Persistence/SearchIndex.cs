using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using StreamVault.Core.Entities;
using StreamVault.Core.Text;

namespace StreamVault.Core.Persistence;

/// <summary>A text at a moment of a video, as it is shown.</summary>
/// <param name="StartSeconds">When it starts, in seconds from the start of the video.</param>
/// <param name="Text">The text.</param>
public sealed record Passage(double StartSeconds, string Text);

/// <summary>
/// Writes the full-text index. <see cref="StreamVaultDbContext"/> does this itself when changes are saved; after an
/// <c>ExecuteUpdate</c> or <c>ExecuteDelete</c>, the caller does it in the same transaction.
/// </summary>
public static class SearchIndex
{
    /// <summary>The version of the folding and of the fields.</summary>
    public const int Version = 1;

    // SQLite limits the number of parameters, and the texts are in memory.
    private const int BatchSize = 200;

    /// <summary>The SQL expression for the text of a document in which a search also finds parts of words.</summary>
    internal const string SubstringText =
        "(title || ' ' || people || ' ' || tags || ' ' || albums || ' ' || file_name || ' ' || place)";

    /// <summary>Writes the documents, chapters and notes of videos again if they changed. Ids that don't exist are skipped.</summary>
    /// <returns>The number of documents that changed.</returns>
    public static async Task<int> RefreshAsync(
        StreamVaultDbContext database,
        IEnumerable<VideoId> videos,
        CancellationToken cancellationToken
    )
    {
        await using var own = database.Database.CurrentTransaction is null
            ? await database.Database.BeginTransactionAsync(cancellationToken)
            : null;
        var written = 0;
        foreach (var batch in videos.Distinct().Chunk(BatchSize))
        {
            foreach (var text in await SearchTexts.ReadAsync(database, batch, cancellationToken))
            {
                written += await WriteAsync(database, text, cancellationToken) ? 1 : 0;
            }
        }

        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
        }

        return written;
    }

    /// <summary>Removes videos from the full-text index. Call it before their rows are deleted.</summary>
    public static async Task RemoveAsync(
        StreamVaultDbContext database,
        IEnumerable<VideoId> videos,
        CancellationToken cancellationToken
    )
    {
        foreach (var batch in videos.Chunk(BatchSize))
        {
            var rows = await database
                .SearchDocuments.Where(document => batch.Contains(document.VideoId))
                .Select(document => document.Id)
                .ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                await database.Database.ExecuteSqlAsync(
                    $"""
                    DELETE FROM search_index WHERE rowid = {row};
                    DELETE FROM search_substrings WHERE rowid = {row};
                    DELETE FROM passage_index WHERE rowid = {row};
                    """,
                    cancellationToken
                );
            }
        }
    }

    /// <summary>Removes rows of the full-text index whose video no longer exists.</summary>
    public static async Task RemoveOrphansAsync(StreamVaultDbContext database, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM search_index WHERE rowid NOT IN (SELECT id FROM search_documents);
            DELETE FROM search_substrings WHERE rowid NOT IN (SELECT id FROM search_documents);
            DELETE FROM passage_index WHERE rowid NOT IN (SELECT id FROM search_documents);
            """,
            cancellationToken
        );
    }

    /// <summary>
    /// Replaces the passages of one kind of a video, in a transaction. Does nothing if the video has no document.
    /// </summary>
    public static async Task SetPassagesAsync(
        StreamVaultDbContext database,
        VideoId video,
        PassageKind kind,
        IEnumerable<Passage> passages,
        CancellationToken cancellationToken
    )
    {
        await using var own = database.Database.CurrentTransaction is null
            ? await database.Database.BeginTransactionAsync(cancellationToken)
            : null;
        var row = await database
            .SearchDocuments.Where(document => document.VideoId == video)
            .Select(document => (int?)document.Id)
            .SingleOrDefaultAsync(cancellationToken);
        if (row is { } id)
        {
            await WritePassagesAsync(database, id, video, kind, passages, cancellationToken);
        }

        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
        }
    }

    private static async Task<bool> WriteAsync(
        StreamVaultDbContext database,
        SearchTexts text,
        CancellationToken cancellationToken
    )
    {
        var row = text.RowId;
        if (text.IsChanged)
        {
            row = await WriteDocumentAsync(database, text, cancellationToken);
        }

        foreach (var (kind, passages) in text.ChangedPassages)
        {
            await WritePassagesAsync(database, row!.Value, text.Video, kind, passages, cancellationToken);
        }

        return text.IsChanged;
    }

    private static async Task<int> WriteDocumentAsync(
        StreamVaultDbContext database,
        SearchTexts text,
        CancellationToken cancellationToken
    )
    {
        await using var document = Command(
            database,
            """
            INSERT INTO search_documents
                (video_id, version, title, description, people, tags, albums, file_name, camera, place, date)
            VALUES (@video, @version, @0, @1, @2, @3, @4, @5, @6, @7, @8)
            ON CONFLICT (video_id) DO UPDATE SET
                version = excluded.version, title = excluded.title, description = excluded.description,
                people = excluded.people, tags = excluded.tags, albums = excluded.albums,
                file_name = excluded.file_name, camera = excluded.camera, place = excluded.place, date = excluded.date
            RETURNING id
            """
        );
        Set(document, "@video", text.Video.ToString());
        Set(document, "@version", Version);
        SetFields(document, text.Fields);
        var row = Convert.ToInt32(await document.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        await using var index = Command(
            database,
            $"""
            INSERT OR REPLACE INTO search_index
                (rowid, title, description, people, tags, albums, file_name, camera, place, date)
            VALUES (@row, @0, @1, @2, @3, @4, @5, @6, @7, @8);
            INSERT OR REPLACE INTO search_substrings (rowid, text)
            SELECT id, {SubstringText} FROM search_documents WHERE id = @row;
            UPDATE videos SET search_row = @row WHERE id = @video AND search_row IS NOT @row;
            """
        );
        Set(index, "@row", row);
        Set(index, "@video", text.Video.ToString());
        SetFields(index, text.Fields);
        await index.ExecuteNonQueryAsync(cancellationToken);
        return row;
    }

    private static async Task WritePassagesAsync(
        StreamVaultDbContext database,
        int row,
        VideoId video,
        PassageKind kind,
        IEnumerable<Passage> passages,
        CancellationToken cancellationToken
    )
    {
        await database
            .SearchPassages.Where(passage => passage.VideoId == video && passage.Kind == kind)
            .ExecuteDeleteAsync(cancellationToken);
        await using (
            var insert = Command(
                database,
                """
                INSERT INTO search_passages (video_id, kind, start_seconds, text, folded)
                VALUES (@video, @kind, @start, @text, @folded)
                """
            )
        )
        {
            Set(insert, "@video", video.ToString());
            Set(insert, "@kind", kind.ToString().ToLowerInvariant());
            foreach (var passage in passages)
            {
                Set(insert, "@start", passage.StartSeconds);
                Set(insert, "@text", passage.Text);
                Set(insert, "@folded", FoldedText.Of(passage.Text));
                await insert.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        // One row for all passages of a video, so that a search needs no more rows than there are videos.
        var id = video.ToString();
        await database.Database.ExecuteSqlAsync($"DELETE FROM passage_index WHERE rowid = {row}", cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO passage_index (rowid, text)
            SELECT {row}, group_concat(folded, ' ') FROM search_passages WHERE video_id = {id} HAVING COUNT(*) > 0
            """,
            cancellationToken
        );
    }

    private static void SetFields(DbCommand command, IReadOnlyList<string> fields)
    {
        for (var at = 0; at < fields.Count; at++)
        {
            Set(command, string.Create(CultureInfo.InvariantCulture, $"@{at}"), fields[at]);
        }
    }

    private static DbCommand Command(StreamVaultDbContext database, string text)
    {
        var command = database.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this class.
        command.CommandText = text;
#pragma warning restore CA2100
        command.Transaction = database.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static void Set(DbCommand command, string name, object value)
    {
        if (command.Parameters.Contains(name))
        {
            command.Parameters[name].Value = value;
            return;
        }

        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
