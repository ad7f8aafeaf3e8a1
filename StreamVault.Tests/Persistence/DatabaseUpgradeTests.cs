using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Hosting;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Commands;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Persistence;

/// <summary>Database failures at startup, and backups made before upgrades.</summary>
public sealed class DatabaseUpgradeTests : IDisposable
{
    private const string Initial = "20261123094020_Initial";
    private const string Created = "2026-11-23T09:00:00.0000000Z";
    private readonly TemporaryFolder _folder = new();
    private readonly VaultStorage _storage;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 12, 1, 9, 30, 0, TimeSpan.Zero));

    public DatabaseUpgradeTests() => _storage = new VaultStorage(_folder.At("data"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Starts_after_an_interrupted_migration()
    {
        await MigrateAsync();
        await LeaveMigrationLockAsync();
        using var late = new CancellationTokenSource(Until.Soon);

        await MigrateAsync(late.Token);

        (await ScalarAsync("SELECT COUNT(*) FROM __EFMigrationsLock")).Should().Be(0);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_command_runs_after_an_interrupted_migration()
    {
        await MigrateAsync();
        await LeaveMigrationLockAsync();

        (await CommandRun.OnAsync(_storage.Root, "list")).Succeeded();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Starts_after_it_was_killed_in_the_middle_of_a_migration()
    {
        await MakeOldAsync();
        await AddVideosAsync(100);
        // Makes each migration take seconds, so that the process is killed during one. The videos are few, because the
        // upgrade after it, which must end, rewrites each of them.
        await ExecuteAsync(
            "CREATE TRIGGER slow AFTER INSERT ON __EFMigrationsHistory BEGIN "
                + "SELECT COUNT(*) FROM videos a, videos b, videos c, videos d WHERE a.id < b.id || c.id || d.id; END"
        );
        await using var server = StoppedServer();
        var starting = server.StartAgainAsync();

        await Until.TrueAsync(IsMigratingAsync, because: () => server.Log);
        await server.KillAsync();
        await starting.Invoking(start => start).Should().ThrowAsync<Exception>();
        (await IsMigratingAsync()).Should().BeTrue("the killed server left its row behind");

        await ExecuteAsync("DROP TRIGGER slow");
        await server.StartAgainAsync();

        server.Log.Should().Contain("An earlier start was stopped while it upgraded the database");
        (await ScalarAsync("SELECT COUNT(*) FROM videos")).Should().Be(101);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Refuses_the_database_of_a_newer_version_and_leaves_it_unchanged()
    {
        await MigrateAsync();
        await ExecuteAsync("INSERT INTO __EFMigrationsHistory VALUES ('20991231000000_Holograms', '99.0.0')");
        await using var server = StoppedServer();

        var start = () => server.StartAgainAsync();

        (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which.ExitCode.Should().Be(1);
        server
            .Log.Should()
            .Contain("written by a newer version of StreamVault")
            .And.Contain("20991231000000_Holograms");
        var command = await CommandRun.OnAsync(_storage.Root, "list");
        command.ExitCode.Should().Be(2);
        command.Error.Should().Contain("written by a newer version of StreamVault");
        Directory.GetFiles(_storage.DatabaseCopiesFolder).Should().BeEmpty();
    }

    [Fact]
    public async Task Copies_the_database_before_an_upgrade()
    {
        await MakeOldAsync();

        await MigrateAsync();

        var copy = Directory.GetFiles(_storage.DatabaseCopiesFolder).Single();
        Path.GetFileName(copy).Should().Be($"streamvault-20261201T093000Z-{Initial}.db");
        (await ScalarAsync("SELECT COUNT(*) FROM __EFMigrationsHistory", copy)).Should().Be(1);
        (await ScalarAsync("SELECT COUNT(*) FROM videos", copy)).Should().Be(1);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(copy).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Makes_no_copy_if_there_is_nothing_to_upgrade()
    {
        await MigrateAsync();
        await MigrateAsync();

        Directory.GetFiles(_storage.DatabaseCopiesFolder).Should().BeEmpty();
    }

    [Fact]
    public async Task Keeps_the_last_three_copies_for_at_most_30_days()
    {
        await MigrateAsync();
        string[] names =
        [
            "streamvault-20261031T093000Z-A.db",
            "streamvault-20261101T093000Z-B.db",
            "streamvault-20261102T093000Z-C.db",
            "streamvault-20261103T093000Z-D.db",
            "streamvault-mine.db",
        ];
        foreach (var name in names)
        {
            await File.WriteAllTextAsync(Path.Combine(_storage.DatabaseCopiesFolder, name), "");
        }

        await MigrateAsync();
        Names().Should().BeEquivalentTo(names[1], names[2], names[3], names[4]);

        _clock.Advance(TimeSpan.FromDays(1.5));
        await MigrateAsync();
        Names().Should().BeEquivalentTo(names[3], names[4]);

        string?[] Names() => [.. Directory.GetFiles(_storage.DatabaseCopiesFolder).Select(Path.GetFileName)];
    }

    [Fact]
    public async Task A_failed_upgrade_restores_the_database_and_says_so()
    {
        await MakeOldAsync();
        // A later migration creates a table with that name; the migrations before it succeed.
        await ExecuteAsync("CREATE TABLE upload_ranges (mine TEXT)");

        var upgrade = () => MigrateAsync();

        (await upgrade.Should().ThrowAsync<StartupException>()).WithMessage(
            "The database could not be upgraded: *upload_ranges*restored to its state before the upgrade*"
        );
        (await ScalarAsync("SELECT COUNT(*) FROM __EFMigrationsHistory")).Should().Be(1);
        (await ScalarAsync("SELECT COUNT(*) FROM videos")).Should().Be(1);
        (await ScalarAsync("SELECT COUNT(*) FROM pragma_table_info('encoding_jobs') WHERE name = 'priority'"))
            .Should()
            .Be(0, "a migration that had succeeded was undone too");

        await ExecuteAsync("DROP TABLE upload_ranges");
        await MigrateAsync();
        (await ScalarAsync("SELECT COUNT(*) FROM videos")).Should().Be(1);
    }

    [Fact]
    public async Task A_damaged_database_is_not_upgraded()
    {
        await MakeOldAsync();
        await AddVideosAsync(2000);
        await using (var file = File.OpenWrite(_storage.DatabasePath))
        {
            // An offset within the rows; the first pages hold the schema.
            file.Position = file.Length / 2 / 4096 * 4096;
            file.Write(new byte[8 * 4096]);
        }

        var upgrade = () => MigrateAsync();

        (await upgrade.Should().ThrowAsync<StartupException>()).WithMessage(
            "The database is damaged*Nothing was changed*"
        );
        (await ScalarAsync("SELECT COUNT(*) FROM __EFMigrationsHistory")).Should().Be(1);
        Directory.GetFiles(_storage.DatabaseCopiesFolder).Should().BeEmpty();
    }

    private async Task MigrateAsync(CancellationToken cancellationToken = default)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(_storage)
            .AddSingleton<TimeProvider>(_clock)
            .AddDatabase()
            .BuildServiceProvider();
        await Database.MigrateAsync(services, cancellationToken);
    }

    // Creates a vault of the first version, with one video.
    private async Task MakeOldAsync()
    {
        await using var database = new StreamVaultDbContext(
            new DbContextOptionsBuilder<StreamVaultDbContext>()
                .UseSqlite(ConnectionString(_storage.DatabasePath))
                .Options
        );
        await database.GetService<IMigrator>().MigrateAsync(Initial);
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO videos (id, title, search_text, status, original_filename, qualities, created_at, updated_at)
            VALUES ('0198c0de-0000-7000-8000-000000000001', 'Beach', 'beach', 'ready', 'b.mp4', '', {Created}, {Created})
            """
        );
    }

    private Task AddVideosAsync(int count) =>
        ExecuteAsync(
            $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
            INSERT INTO videos (id, title, search_text, status, original_filename, qualities, created_at, updated_at)
            SELECT printf('0298c0de-0000-7000-8000-%012d', n), 'Beach', 'beach', 'ready', 'b.mp4', '', '{Created}', '{Created}'
            FROM numbers
            """
        );

    private Task LeaveMigrationLockAsync() =>
        ExecuteAsync("INSERT INTO __EFMigrationsLock VALUES (1, '2026-11-30 00:00:00')");

    private async Task<bool> IsMigratingAsync() => await ScalarAsync("SELECT COUNT(*) FROM __EFMigrationsLock") > 0;

    private ServerProcess StoppedServer() =>
        ServerProcess.NotStarted(("StreamVault:DataPath", _storage.Root), ("StreamVault:Encoding:Workers", "0"));

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString(_storage.DatabasePath));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> ScalarAsync(string sql, string? path = null)
    {
        await using var connection = new SqliteConnection(ConnectionString(path ?? _storage.DatabasePath));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
}
