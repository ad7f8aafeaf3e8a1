using StreamVault.Core.Entities;
using StreamVault.Core.Keys;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Keys;

public sealed class ContentKeyStoreTests : IDisposable
{
    private static readonly VideoId Video = VideoId.New(DateTimeOffset.UnixEpoch);
    private readonly TemporaryFolder _folder = new();
    private readonly VaultStorage _storage;
    private readonly ContentKeyStore _keys;

    public ContentKeyStoreTests()
    {
        _storage = new VaultStorage(_folder.FullName);
        _keys = new ContentKeyStore(_storage);
    }

    public void Dispose()
    {
        _keys.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_key_is_16_bytes_that_other_accounts_cannot_read()
    {
        var path = _keys.Ensure(Video);

        path.Should().Be(_storage.KeyPath(Video));
        File.ReadAllBytes(path).Should().HaveCount(16).And.Contain(b => b != 0);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(path)!)
                .Should()
                .Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_key_is_created_once_and_stays()
    {
        _keys.Ensure(Video);
        var first = _keys.Find(Video);

        _keys.Ensure(Video);

        _keys.Find(Video).Should().Equal(first);
        Directory
            .GetFiles(Path.GetDirectoryName(_storage.KeyPath(Video))!)
            .Should()
            .HaveCount(1, "nothing else is left");
    }

    [Fact]
    public void A_cached_key_is_read_again_when_its_file_changes()
    {
        var path = _keys.Ensure(Video);
        var first = _keys.Find(Video);
        _keys.Find(Video).Should().BeSameAs(first, "nothing has changed");

        var other = new byte[16];
        File.WriteAllBytes(path, other);
        // As from a backup, which restores modification times too.
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        _keys.Find(Video).Should().Equal(other);
        File.WriteAllBytes(path, new byte[15]);
        _keys.Invoking(keys => keys.Find(Video)).Should().Throw<InvalidDataException>();
        File.Delete(path);
        _keys.Find(Video).Should().BeNull();
    }

    [Fact]
    public async Task Concurrent_attempts_use_the_same_key()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _keys.Ensure(Video))));

        Directory.GetFiles(Path.GetDirectoryName(_storage.KeyPath(Video))!).Should().Equal(_storage.KeyPath(Video));
        _keys.Find(Video).Should().HaveCount(16);
    }

    [Fact]
    public void Every_video_has_a_different_key()
    {
        var other = VideoId.New(DateTimeOffset.UnixEpoch);
        _keys.Ensure(Video);
        _keys.Ensure(other);

        _keys.Find(Video).Should().NotEqual(_keys.Find(other));
    }

    [Fact]
    public void A_video_without_a_key_has_none() => _keys.Find(Video).Should().BeNull();

    [Fact]
    public void A_damaged_key_is_reported_and_not_used()
    {
        File.WriteAllBytes(_storage.KeyPath(Video), [1, 2, 3]);

        _keys.Invoking(keys => keys.Find(Video)).Should().Throw<InvalidDataException>().WithMessage("*backup*");
        _keys.Invoking(keys => keys.Ensure(Video)).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void The_text_of_a_key_does_not_reveal_it() => ContentKey.New().ToString().Should().Be("(a content key)");
}
