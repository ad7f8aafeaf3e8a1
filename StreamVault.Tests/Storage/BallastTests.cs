using Microsoft.Extensions.Logging.Abstractions;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Storage;

public sealed class BallastTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VaultStorage _storage;
    private readonly Ballast _ballast;

    public BallastTests()
    {
        _storage = new VaultStorage(_folder.At("data"));
        _ballast = new Ballast(_storage, NullLogger<Ballast>.Instance);
    }

    public void Dispose() => _folder.Dispose();

    [SmallDiskFact]
    public void Reserves_its_space_on_a_disk_with_enough_space()
    {
        using var folder = new TemporaryFolder();
        using var disk = SmallDisk.Mount(folder.At("disk"), 3 * Ballast.Bytes);
        var storage = new VaultStorage(folder.At("disk"));
        var ballast = new Ballast(storage, NullLogger<Ballast>.Instance);

        ballast.Restore();

        ballast.IsHeld.Should().BeTrue();
        storage.FreeBytes.Should().BeLessThanOrEqualTo(2 * Ballast.Bytes);
        disk.FillUp();
        storage.FreeBytes.Should().Be(0);
        ballast.GiveUpIfLow();
        ballast.IsHeld.Should().BeFalse();
        storage.FreeBytes.Should().BeGreaterThanOrEqualTo(Ballast.Bytes);
    }

    [Fact]
    public void Is_released_only_when_the_disk_is_almost_full()
    {
        _ballast.Restore();

        _storage.MeasureFree = () => Ballast.Low;
        _ballast.GiveUpIfLow();
        _ballast.IsHeld.Should().BeTrue();

        _storage.MeasureFree = () => Ballast.Low - 1;
        _ballast.GiveUpIfLow();
        _ballast.IsHeld.Should().BeFalse();
    }

    [Fact]
    public void Is_created_again_once_there_is_space_for_twice_its_size()
    {
        _storage.MeasureFree = () => 2 * Ballast.Bytes - 1;
        _ballast.Restore();
        _ballast.IsHeld.Should().BeFalse();

        _storage.MeasureFree = () => 2 * Ballast.Bytes;
        _ballast.Restore();
        _ballast.IsHeld.Should().BeTrue();
    }

    [Fact]
    public void Replaces_a_truncated_file()
    {
        File.WriteAllBytes(_storage.BallastPath, new byte[1000]);

        _ballast.Restore();

        _ballast.IsHeld.Should().BeTrue();
    }
}
