using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>
/// Keeps albums, tags, people and decisions about similar videos in <c>library.json</c>, so that they survive a lost
/// database.
/// </summary>
public sealed class OrganizationFile(IDbContextFactory<StreamVaultDbContext> databases, VaultStorage storage)
{
    // Far above what a library with a million videos needs.
    private const long MaxBytes = 256 << 20;
    private bool _isWritten;

    /// <summary>
    /// Writes the current state from the database. If this start found a different database than the one that the file
    /// was written from, the old file is kept as <c>library.previous.json</c>.
    /// </summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var current = await ReadAsync(database, cancellationToken);
        if (!_isWritten && File.Exists(storage.OrganizationPath) && !IsSaved(current))
        {
            var previous = storage.PreviousOrganizationPath;
            if (DurableJson.ReadBytes(storage.OrganizationPath, MaxBytes) is null)
            {
                // It may be a pipe, which can't be copied.
                File.Move(storage.OrganizationPath, previous, overwrite: true);
            }
            else
            {
                File.Copy(storage.OrganizationPath, previous + ".new", overwrite: true);
                VaultStorage.Flush(previous + ".new");
                File.Move(previous + ".new", previous, overwrite: true);
            }
        }

        DurableJson.Save(storage.OrganizationPath, current);
        _isWritten = true;
    }

    /// <summary>
    /// Copies albums, tags and people from the file into a new database. Call it after the migration and before
    /// anything writes the file.
    /// </summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (
            !await database.Albums.AnyAsync(cancellationToken)
            && !await database.Tags.AnyAsync(cancellationToken)
            && Find(storage) is { } stored
        )
        {
            await OrganizationRestore.RunAsync(database, stored, cancellationToken);
        }
    }

    /// <returns>The content of the file; null if it doesn't exist or can't be read.</returns>
    internal static StoredOrganization? Find(VaultStorage storage)
    {
        try
        {
            return DurableJson.ReadBytes(storage.OrganizationPath, MaxBytes) is { } bytes
                ? JsonSerializer.Deserialize<StoredOrganization>(bytes, DurableJson.Options)?.WithoutBrokenParts()
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private bool IsSaved(StoredOrganization current) =>
        JsonSerializer
            .SerializeToUtf8Bytes(current, DurableJson.Options)
            .AsSpan()
            .SequenceEqual(DurableJson.ReadBytes(storage.OrganizationPath, MaxBytes));

    private static async Task<StoredOrganization> ReadAsync(
        StreamVaultDbContext database,
        CancellationToken cancellationToken
    )
    {
        // One transaction, so that all parts belong together.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var albums = await database.Albums.AsNoTracking().OrderBy(album => album.Id).ToListAsync(cancellationToken);
        var entries = await database
            .AlbumVideos.AsNoTracking()
            .OrderBy(entry => entry.AlbumId)
            .ThenBy(entry => entry.Position)
            .ThenBy(entry => entry.VideoId)
            .ToListAsync(cancellationToken);
        var videos = entries.ToLookup(entry => entry.AlbumId, entry => entry.VideoId.Value);
        var tags = await database.Tags.AsNoTracking().OrderBy(tag => tag.Key).ToListAsync(cancellationToken);
        var pairs = await database
            .SimilarVideos.AsNoTracking()
            .Where(pair => pair.State != SimilarVideosState.Suggested)
            .OrderBy(pair => pair.FirstId)
            .ThenBy(pair => pair.SecondId)
            .ToListAsync(cancellationToken);
        return new StoredOrganization(
            StoredOrganization.CurrentVersion,
            [.. albums.Select(album => Stored(album, [.. videos[album.Id]]))],
            [.. tags.Where(tag => tag.Kind == TagKind.Tag).Select(tag => tag.Name)],
            [
                .. tags.Where(tag => tag.Kind == TagKind.Person)
                    .Select(person => new StoredPerson(person.Name, Stored(person.Face))),
            ],
            [.. pairs.Select(pair => new StoredPair(pair.FirstId.Value, pair.SecondId.Value, pair.State, pair.FoundAt))]
        );
    }

    private static StoredAlbum Stored(Album album, IReadOnlyList<Guid> videos) =>
        new(
            album.Id.Value,
            album.Title,
            album.Description,
            album.ParentId?.Value,
            album.CoverId?.Value,
            album.Order,
            album.Query,
            album.CreatedAt,
            album.UpdatedAt,
            videos
        );

    private static StoredFace? Stored(Face? face) =>
        face is null ? null : new StoredFace(face.Video.Value, face.AtSeconds, face.Left, face.Top, face.Size);
}
