using System.Security.Cryptography;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Storage;

public sealed class UncachedReadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PagesInMemoryFact]
    public void The_file_is_not_in_the_page_cache_after_opening()
    {
        var bytes = RandomNumberGenerator.GetBytes(4 << 20);
        File.WriteAllBytes(_folder.At("film"), bytes);
        PagesInMemory.Of(_folder.At("film")).Should().BePositive("it was just written");

        using var file = UncachedRead.Open(_folder.At("film"));

        PagesInMemory.Of(file).Should().Be(0);
        var read = new byte[bytes.Length];
        RandomAccess.Read(file, read, 0).Should().Be(read.Length);
        read.Should().Equal(bytes);
    }

    [Fact]
    public void Opens_a_read_only_file()
    {
        File.WriteAllText(_folder.At("film"), "film");
        File.SetAttributes(_folder.At("film"), FileAttributes.ReadOnly);

        using var file = UncachedRead.Open(_folder.At("film"));

        RandomAccess.GetLength(file).Should().Be(4);
    }
}
