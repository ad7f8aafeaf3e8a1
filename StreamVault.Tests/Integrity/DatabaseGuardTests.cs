using Microsoft.Data.Sqlite;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Hosting;
using StreamVault.Core.Integrity;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Integrity;

/// <summary>When the server may start a new vault in a folder.</summary>
public sealed class DatabaseGuardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CollectedLogs _logs = new();
    private readonly VaultStorage _storage;

    public DatabaseGuardTests() => _storage = new VaultStorage(_folder.FullName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_folder_starts_as_a_new_vault()
    {
        Guard().Check();

        File.Exists(_storage.DatabasePath).Should().BeFalse();
    }

    [Fact]
    public void A_new_vault_whose_first_import_was_killed_starts_again()
    {
        EmptyDatabase.CopyTo(_storage);
        File.WriteAllText(_storage.PartialUploadPath(Guid.NewGuid()), "half");

        Guard().Check();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60_000)]
    public void Refuses_an_invalid_database_and_leaves_it_unchanged(int bytes)
    {
        AddKey();
        var garbage = Enumerable.Range(0, bytes).Select(number => (byte)(number * 7)).ToArray();
        File.WriteAllBytes(_storage.DatabasePath, garbage);
        File.WriteAllText(_storage.DatabasePath + "-wal", "a log");

        var check = () => Guard().Check();

        check.Should().Throw<StartupException>().WithMessage("*it contains 1 key*rebuild*--new*");
        File.ReadAllBytes(_storage.DatabasePath).Should().Equal(garbage);
        File.ReadAllText(_storage.DatabasePath + "-wal").Should().Be("a log");
    }

    [Fact]
    public void A_damaged_database_is_refused_even_if_the_folder_holds_nothing_else()
    {
        EmptyDatabase.CopyTo(_storage);
        using (var file = File.OpenWrite(_storage.DatabasePath))
        {
            file.Seek(4096, SeekOrigin.Begin);
            file.Write(new byte[40_000]);
        }

        var check = () => Guard().Check();

        check.Should().Throw<StartupException>().WithMessage("*can't be read*");
    }

    [Fact]
    public void A_database_without_account_and_videos_is_refused_where_there_are_keys()
    {
        EmptyDatabase.CopyTo(_storage);
        AddKey();

        var check = () => Guard().Check();

        check.Should().Throw<StartupException>().WithMessage("*without an account or a video*");
    }

    [Fact]
    public void A_database_with_an_account_is_left_as_it_is_with_its_log()
    {
        EmptyDatabase.CopyTo(_storage);
        AddKey();
        using var connection = new SqliteConnection($"Data Source={_storage.DatabasePath};Pooling=False");
        connection.Open();
        using var insert = connection.CreateCommand();
        insert.CommandText = """
            INSERT INTO users (id, username, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, created_at)
            VALUES ('0198c0de-0000-7000-8000-000000000004', 'me', 0, 0, 0, 0, 0, '2026-11-23T09:00:00.0000000Z')
            """;
        insert.ExecuteNonQuery();
        var log = File.ReadAllBytes(_storage.DatabasePath + "-wal");

        Guard().Check();

        log.Should().NotBeEmpty("the account is only in the write-ahead log");
        File.ReadAllBytes(_storage.DatabasePath + "-wal").Should().Equal(log);
    }

    [Fact]
    public void A_new_vault_moves_the_old_database_to_quarantine()
    {
        AddKey();
        File.WriteAllText(_storage.DatabasePath, "not a database at all");
        File.WriteAllText(_storage.DatabasePath + "-wal", "its log");

        Guard(asNew: true).Check();

        File.Exists(_storage.DatabasePath).Should().BeFalse();
        var item = Quarantine().List().Should().ContainSingle().Which;
        item.Kind.Should().Be(QuarantineKind.Database);
        File.ReadAllText(Path.Combine(_storage.QuarantineFolder, item.Id, "streamvault.db"))
            .Should()
            .Be("not a database at all");
        File.ReadAllText(Path.Combine(_storage.QuarantineFolder, item.Id, "streamvault.db-wal")).Should().Be("its log");
    }

    [Theory]
    [InlineData(true, "--new")]
    [InlineData(true, "--urls", "http://127.0.0.1:0", "--new")]
    [InlineData(false, "--urls", "http://127.0.0.1:0")]
    public void The_new_argument_is_not_passed_to_the_web_server(bool asNew, params string[] arguments)
    {
        StartMode.From(arguments, out var others).AsNew.Should().Be(asNew);

        others.Should().Equal(arguments.Where(argument => argument != "--new"));
    }

    private void AddKey() => File.WriteAllBytes(_storage.KeyPath(VideoId.New(DateTimeOffset.UnixEpoch)), new byte[16]);

    private Quarantine Quarantine() => new(_storage, new EventHub(), TimeProvider.System, _logs.Of<Quarantine>());

    private DatabaseGuard Guard(bool asNew = false) =>
        new(_storage, Quarantine(), new StartMode(asNew), TimeProvider.System, _logs.Of<DatabaseGuard>());
}
