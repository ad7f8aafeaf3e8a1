using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Storage;

public sealed class VaultLockTests
{
    [Fact]
    public void A_second_server_cannot_use_the_data_folder_until_the_first_ends()
    {
        using var folder = new TemporaryFolder();
        var storage = new VaultStorage(folder.FullName);
        var first = VaultLock.Take(storage);

        var second = () => VaultLock.Take(storage);

        second.Should().Throw<VaultInUseException>().WithMessage($"*{folder.FullName}*");
        first.Dispose();
        second.Should().NotThrow();
    }

    [LinuxFact]
    public void Deleting_the_lock_file_does_not_let_a_second_server_start()
    {
        using var folder = new TemporaryFolder();
        var storage = new VaultStorage(folder.FullName);
        using var first = VaultLock.Take(storage);
        File.Delete(storage.LockPath);

        var second = () => VaultLock.Take(storage);

        second.Should().Throw<VaultInUseException>().WithMessage($"*{folder.FullName}*");
    }
}
