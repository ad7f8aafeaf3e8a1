using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Jobs;

/// <summary>
/// The order of <see cref="JobScheduler"/> in SQL, so that the first of thousands of waiting jobs are found without
/// reading all of them. A test compares the two.
/// </summary>
internal static class JobOrder
{
    // The length of an unprobed file is estimated from its size at 8 Mbit/s, the bit rate of a phone.
    private const string Remaining =
        "COALESCE(v.duration_seconds, COALESCE(v.file_size_bytes, 0) / 1000000.0) * (1 - j.progress)";

    private const string Waited = "(julianday(@now) - julianday(j.queued_at)) * 86400.0";

    private const string IsDue = """
        NOT @heldAll
        AND (j.next_attempt_at IS NULL OR j.next_attempt_at <= @now)
        AND (j.needed_bytes IS NULL OR j.needed_bytes <= @free)
        AND (j.priority = 'now' OR @isOffHour OR NOT (@onlyInOffHours OR j.only_in_off_hours))
        AND (j.priority <> 'idle' OR @isIdle)
        """;

    private const string Turn = $"""
        CASE j.priority WHEN 'now' THEN 0 WHEN 'normal' THEN 1 ELSE 2 END,
        MAX(0.0, {Remaining} - {Waited}),
        j.queued_at,
        j.id
        """;

    // Jobs of trashed videos aren't in the queue until the video is restored.
    private const string Queued =
        "FROM encoding_jobs j JOIN videos v ON v.id = j.video_id WHERE j.status = 'queued' AND v.trashed_at IS NULL";

    private const string Visible = "AND (@withPrivate OR NOT v.is_private)";

    // Jobs that are not due are sorted by when the hold ends; those with an unknown end come last.
    private const string HeldUntil = """
        CASE
          WHEN @heldAll THEN '~'
          WHEN j.next_attempt_at > @now THEN j.next_attempt_at
          WHEN j.needed_bytes > @free THEN '~'
          WHEN j.priority <> 'now' AND NOT @isOffHour AND (@onlyInOffHours OR j.only_in_off_hours) THEN @offHoursBegin
          ELSE '~'
        END
        """;

    /// <summary>
    /// The ids of the first waiting jobs whose videos are visible: due jobs in order, then the others.
    /// </summary>
    internal const string First = $"""
        SELECT j.id AS Value {Queued} {Visible}
        ORDER BY ({IsDue}) DESC, CASE WHEN {IsDue} THEN '' ELSE {HeldUntil} END, {Turn}
        LIMIT @take
        """;

    /// <summary>The id of the next job, if one is due.</summary>
    internal const string Next = $"SELECT j.id AS Value {Queued} AND {IsDue} ORDER BY {Turn} LIMIT 1";

    /// <summary>How many due jobs come before each of the given jobs that are due.</summary>
    internal const string Ahead = $"""
        SELECT id AS Id, ahead AS Ahead
        FROM (SELECT j.id, ROW_NUMBER() OVER (ORDER BY {Turn}) - 1 AS ahead {Queued} AND {IsDue})
        WHERE id IN (SELECT value FROM json_each(@ids))
        """;

    public static Task<List<string>> FirstAsync(
        StreamVaultDbContext database,
        JobScheduler scheduler,
        int take,
        bool withPrivate,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.SqlQueryRaw<string>(
                First,
                [
                    .. Parameters(scheduler),
                    new SqliteParameter("take", take),
                    new SqliteParameter("withPrivate", withPrivate),
                ]
            )
            .ToListAsync(cancellationToken);

    public static Task<List<string>> NextAsync(
        StreamVaultDbContext database,
        JobScheduler scheduler,
        CancellationToken cancellationToken
    ) => database.Database.SqlQueryRaw<string>(Next, Parameters(scheduler)).ToListAsync(cancellationToken);

    public static Task<Dictionary<string, int>> AheadAsync(
        StreamVaultDbContext database,
        JobScheduler scheduler,
        IEnumerable<JobId> ids,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.SqlQueryRaw<Place>(
                Ahead,
                [
                    .. Parameters(scheduler),
                    new SqliteParameter(
                        "ids",
                        System.Text.Json.JsonSerializer.Serialize(ids.Select(id => id.ToString()))
                    ),
                ]
            )
            .ToDictionaryAsync(place => place.Id, place => place.Ahead, cancellationToken);

    /// <summary>The parameters of the statements.</summary>
    internal static object[] Parameters(JobScheduler scheduler) =>
        [
            new SqliteParameter("now", UtcText.Write(scheduler.Now)),
            new SqliteParameter("heldAll", scheduler.IsHeld),
            new SqliteParameter("free", scheduler.FreeBytes),
            new SqliteParameter("isOffHour", scheduler.IsOffHour),
            new SqliteParameter("onlyInOffHours", scheduler.OnlyInOffHours),
            new SqliteParameter("offHoursBegin", UtcText.Write(scheduler.OffHoursBegin)),
            new SqliteParameter("isIdle", scheduler.IsIdle),
        ];

    private sealed record Place(string Id, int Ahead);
}
