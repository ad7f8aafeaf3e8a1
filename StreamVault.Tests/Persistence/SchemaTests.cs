using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Persistence;

/// <summary>
/// Every past schema is kept as SQL text with rows in <c>Schemas</c>, one file per migration. Each upgrades to
/// the current schema without losing a value.
/// </summary>
public sealed class SchemaTests : IDisposable
{
    private const string Recorded = "videos.recorded_at";
    private const string PlainToken = "access_tokens.token";

    private static readonly string Folder = Path.Combine(
        Repository.Root,
        "StreamVault.Tests",
        "Persistence",
        "Schemas"
    );

    private readonly TemporaryFolder _folder = new();
    private readonly VaultStorage _storage;

    public SchemaTests() => _storage = new VaultStorage(_folder.At("data"));

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> All => [.. Names()];

    [Fact]
    public async Task Every_migration_has_its_schema_as_text()
    {
        await using var database = Context(_folder.At("unused.db"));

        Names().Should().Equal(database.Database.GetMigrations());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_migration_still_creates_the_schema_that_was_recorded(string name)
    {
        var (recorded, migrated) = (_folder.At("recorded.db"), _folder.At("migrated.db"));
        await CreateAsync(name, recorded);
        await using var database = Context(migrated);

        await database.GetService<IMigrator>().MigrateAsync(name);

        (await SchemaAsync(migrated)).Should().Equal(await SchemaAsync(recorded));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_schema_upgrades_to_the_current_one_without_loss(string name)
    {
        await CreateAsync(name, _storage.DatabasePath);
        var before = await ValuesAsync(_storage.DatabasePath);

        await UpgradeAsync();

        var fresh = _folder.At("fresh.db");
        await using (var database = Context(fresh))
        {
            await database.Database.MigrateAsync();
        }

        (await SchemaAsync(_storage.DatabasePath)).Should().Equal(await SchemaAsync(fresh));
        var after = await ValuesAsync(_storage.DatabasePath);
        foreach (var (column, values) in before)
        {
            switch (column)
            {
                case Recorded:
                    // The local time at the recording location replaced the UTC time.
                    after["videos.recorded_on"].Should().Equal("'2019-08-01 00:10:00'", "NULL", "NULL");
                    break;
                case "videos.search_text":
                    after["videos.title_key"].Should().Equal(values);
                    break;
                case "videos.tags":
                    after["videos.file_tags"].Should().Equal(values);
                    break;
                case "videos.chapters":
                    // Chapters got ids, and end where the next one starts.
                    WithoutIdsAndEnds(after[column]).Should().Equal(WithoutIdsAndEnds(values));
                    break;
                case PlainToken:
                    after["access_tokens.token_hash"]
                        .Should()
                        .Equal(values.Select(secret => $"'{SecretHash.Of(secret.Trim('\''))}'"));
                    break;
                default:
                    after[column].Should().Equal(values, "{0} is unchanged", column);
                    break;
            }
        }

        await ReadAllAsync();
    }

    private static IEnumerable<string> WithoutIdsAndEnds(IEnumerable<string> chapters) =>
        chapters.Select(list => Regex.Replace(list, @"""id"":""[-0-9a-f]{36}"",|""endSeconds"":[0-9.]+,", ""));

    private async Task UpgradeAsync()
    {
        await using var services = new ServiceCollection()
            .AddSingleton(_storage)
            .AddDatabase()
            .AddAccessTokens()
            .BuildServiceProvider();
        await Database.MigrateAsync(services, CancellationToken.None);
        await services.GetRequiredService<PlaintextTokenUpgrade>().RemoveAsync(CancellationToken.None);
    }

    // Each value can be converted to its type.
    private async Task ReadAllAsync()
    {
        await using var database = Context(_storage.DatabasePath);
        await database.Users.LoadAsync();
        await database.Videos.LoadAsync();
        await database.EncodingJobs.LoadAsync();
        await database.EncodingSchedules.LoadAsync();
        await database.AccessTokens.LoadAsync();
        await database.ResumableUploads.LoadAsync();
        await database.UploadRanges.LoadAsync();
        await database.OriginalsChoices.LoadAsync();
        await database.LinkPreviewChoices.LoadAsync();
        await database.TrashChoices.LoadAsync();
        await database.BackgroundTasks.LoadAsync();
        await database.BackgroundSettings.LoadAsync();
        await database.BackgroundSweeps.LoadAsync();
        await database.SentSegments.LoadAsync();
        await database.UserSessions.LoadAsync();
        await database.Tags.LoadAsync();
        await database.VideoTags.LoadAsync();
        await database.Albums.LoadAsync();
        await database.AlbumVideos.LoadAsync();
        await database.SimilarVideos.LoadAsync();
        await database.VideoFingerprints.LoadAsync();
        await database.SearchDocuments.LoadAsync();
        await database.SearchPassages.LoadAsync();
        database.ChangeTracker.Entries<Video>().Should().HaveCount(3);
    }

    private static IEnumerable<string> Names() =>
        Directory
            .GetFiles(Folder, "*.sql")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal);

    private static async Task CreateAsync(string name, string path)
    {
        await using var connection = await OpenAsync(path);
        await using var command = connection.CreateCommand();
        command.CommandText = await File.ReadAllTextAsync(Path.Combine(Folder, name + ".sql"));
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Columns, foreign keys and indexes, sorted. Order is ignored, since upgrades append columns.</summary>
    private static async Task<IReadOnlyList<string>> SchemaAsync(string path)
    {
        const string tables =
            "sqlite_master t, {0} x WHERE t.type = 'table' AND t.name <> '__EFMigrationsLock' AND t.name NOT LIKE 'sqlite_%'";
        await using var connection = await OpenAsync(path);
        string[] queries =
        [
            "SELECT t.name || '.' || x.name || ' ' || x.type || ' ' || x.\"notnull\" || ' ' || x.pk || ' ' || ifnull(x.dflt_value, '') FROM "
                + tables.Replace("{0}", "pragma_table_info(t.name)", StringComparison.Ordinal),
            "SELECT t.name || '.' || x.\"from\" || ' → ' || x.\"table\" || '.' || x.\"to\" || ' ' || x.on_delete FROM "
                + tables.Replace("{0}", "pragma_foreign_key_list(t.name)", StringComparison.Ordinal),
            "SELECT x.name || ' ' || x.\"unique\" || ' ' || (SELECT group_concat(name) FROM pragma_index_info(x.name)) FROM "
                + tables.Replace("{0}", "pragma_index_list(t.name)", StringComparison.Ordinal),
        ];
        var found = new List<string>();
        foreach (var query in queries)
        {
            found.AddRange(await ReadAsync(connection, query));
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    /// <summary>The values of each column as SQL literals, in row order.</summary>
    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ValuesAsync(string path)
    {
        await using var connection = await OpenAsync(path);
        var columns = await ReadAsync(
            connection,
            """
            SELECT t.name || '.' || c.name FROM pragma_table_list t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\' AND t.name NOT LIKE 'sqlite_%'
            """
        );
        var values = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var column in columns)
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            values[column] = await ReadAsync(connection, $"SELECT quote(\"{name}\") FROM \"{table}\" ORDER BY rowid");
        }

        values.Should().NotBeEmpty();
        return values;
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    private static async Task<SqliteConnection> OpenAsync(string path)
    {
        var connection = new SqliteConnection(ConnectionString(path));
        await connection.OpenAsync();
        return connection;
    }

    private static StreamVaultDbContext Context(string path) =>
        new(new DbContextOptionsBuilder<StreamVaultDbContext>().UseSqlite(ConnectionString(path)).Options);

    private static string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
}
