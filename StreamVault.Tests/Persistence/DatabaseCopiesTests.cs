using System.Globalization;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Persistence;

public sealed class DatabaseCopiesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_full_disk_removes_all_copies_but_the_last_and_nothing_else()
    {
        var storage = new VaultStorage(_folder.FullName);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var days in (int[])[1, 2, 3])
        {
            Write(Name(now.AddDays(-days)));
        }

        Write("streamvault-mine.db");
        var copies = new DatabaseCopies(storage, TimeProvider.System);

        copies.RemoveAllButLast().Should().BeTrue();
        copies.RemoveAllButLast().Should().BeFalse();

        Directory
            .GetFiles(storage.DatabaseCopiesFolder)
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo(Name(now.AddDays(-1)), "streamvault-mine.db");

        void Write(string name) => File.WriteAllText(Path.Combine(storage.DatabaseCopiesFolder, name), "a copy");
    }

    private static string Name(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"streamvault-{at:yyyyMMdd'T'HHmmss'Z'}-Initial.db");
}
