using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Core.Tokens;
using StreamVault.Core.Trash;

namespace StreamVault.Core.Integrity;

/// <summary>Keeps the settings made in the UI in <c>vault.json</c>, so that they survive a lost database.</summary>
public sealed class ChosenSettings(IDbContextFactory<StreamVaultDbContext> contextFactory, VaultStorage storage)
{
    private const long MaxBytes = 1 << 20;

    /// <summary>The content of the file. Settings that were never changed are null.</summary>
    internal sealed record Choices(
        int Version,
        OriginalsPolicy? Originals,
        ChosenSchedule? Schedule,
        bool? LinkPreviews = null,
        ChosenTrash? Trash = null,
        bool? History = null
    );

    /// <param name="Days">Null for never.</param>
    internal sealed record ChosenTrash(int? Days);

    internal sealed record ChosenSchedule(bool IsPaused, bool OnlyInOffHours, TimeOnly From, TimeOnly To);

    /// <summary>Writes the current settings from the database.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var originals = await database.OriginalsChoices.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var previews = await database.LinkPreviewChoices.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var trash = await database.TrashChoices.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var history = await database.HistoryChoices.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var schedule = await database.EncodingSchedules.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        DurableJson.Save(
            storage.ChosenSettingsPath,
            new Choices(
                1,
                originals?.Policy,
                schedule is null
                    ? null
                    : new ChosenSchedule(
                        schedule.IsPaused,
                        schedule.OnlyInOffHours,
                        schedule.OffHoursFrom,
                        schedule.OffHoursTo
                    ),
                previews?.Enabled,
                trash is null ? null : new ChosenTrash(trash.Days),
                history?.Enabled
            )
        );
    }

    /// <summary>
    /// Copies the settings from the file into a new database. Call it after the migration and before anything writes
    /// the file.
    /// </summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        if (
            !await database.OriginalsChoices.AnyAsync(cancellationToken)
            && !await database.EncodingSchedules.AnyAsync(cancellationToken)
            && !await database.LinkPreviewChoices.AnyAsync(cancellationToken)
            && !await database.TrashChoices.AnyAsync(cancellationToken)
            && !await database.HistoryChoices.AnyAsync(cancellationToken)
            && Restore(database, storage)
        )
        {
            await database.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Copies the settings from the file into a database that has none.</summary>
    /// <returns>False if the file doesn't exist or can't be read.</returns>
    internal static bool Restore(StreamVaultDbContext database, VaultStorage storage)
    {
        if (Read(storage) is not { } choices)
        {
            return false;
        }

        if (choices.Originals is { } policy)
        {
            database.OriginalsChoices.Add(new OriginalsChoice { Policy = policy });
        }

        if (choices.Schedule is { } schedule)
        {
            database.EncodingSchedules.Add(
                new EncodingSchedule
                {
                    IsPaused = schedule.IsPaused,
                    OnlyInOffHours = schedule.OnlyInOffHours,
                    OffHoursFrom = schedule.From,
                    OffHoursTo = schedule.To,
                }
            );
        }

        if (choices.LinkPreviews is { } enabled)
        {
            database.LinkPreviewChoices.Add(new LinkPreviewChoice { Enabled = enabled });
        }

        if (choices.Trash is { Days: null or (>= 1 and <= TrashOptions.MaxDays) } trash)
        {
            database.TrashChoices.Add(new TrashChoice { Days = trash.Days });
        }

        if (choices.History is { } recorded)
        {
            database.HistoryChoices.Add(new HistoryChoice { Enabled = recorded });
        }

        return true;
    }

    private static Choices? Read(VaultStorage storage)
    {
        try
        {
            return DurableJson.ReadBytes(storage.ChosenSettingsPath, MaxBytes) is { } bytes
                ? JsonSerializer.Deserialize<Choices>(bytes, DurableJson.Options)
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
