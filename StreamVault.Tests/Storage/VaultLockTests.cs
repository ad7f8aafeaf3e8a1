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
}
