using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Library;

/// <summary>A full disk had no space to delete a video's row, and the server stopped before it could retry.</summary>
public sealed class InterruptedDeletionTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private EncodingVault _vault = null!;

    private VideoLibrary Library => _vault.Get<VideoLibrary>();

    public async Task InitializeAsync() => _vault = await EncodingVault.OpenAsync();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_next_start_finishes_the_deletion(bool hasKey)
    {
        var (deleted, other) = (await AcceptAsync(), await AcceptAsync());
        if (hasKey)
        {
            await File.WriteAllTextAsync(_vault.Storage.KeyPath(deleted), "0123456789abcdef");
        }

        Directory.CreateDirectory(_vault.Storage.VideoFolder(deleted));
        _vault.Storage.RecordDeletion(deleted).Should().BeTrue();
        _vault.Storage.RecordedDeletions.Should().Equal(deleted);

        await Library.FinishDeletionsAsync(Ct);

        (await Library.FindAsync(deleted, Ct)).Should().BeNull();
        _vault.Storage.Measure(deleted).Should().Be((0, 0L));
        Directory.Exists(_vault.Storage.VideoFolder(deleted)).Should().BeFalse();
        Directory.EnumerateFileSystemEntries(Path.Combine(_vault.Storage.Root, "deleted")).Should().BeEmpty();
        (await Library.FindAsync(other, Ct)).Should().NotBeNull();
        File.Exists(_vault.Storage.SourcePath(other)).Should().BeTrue();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task The_next_start_removes_the_record_of_a_deletion_that_was_committed()
    {
        var id = await AcceptAsync();
        _vault.Storage.RecordDeletion(id).Should().BeTrue();
        await Library.DeleteAsync(id, Ct);

        await Library.FinishDeletionsAsync(Ct);

        _vault.Storage.RecordedDeletions.Should().BeEmpty();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task The_deletion_record_is_an_empty_file()
    {
        var id = await AcceptAsync();

        _vault.Storage.RecordDeletion(id);
        _vault.Storage.RecordDeletion(id).Should().BeTrue("it is safe to repeat");

        Directory
            .EnumerateFiles(Path.Combine(_vault.Storage.Root, "deleted"))
            .Select(path => new FileInfo(path).Length)
            .Should()
            .Equal(0);
        File.Exists(_vault.Storage.SourcePath(id)).Should().BeFalse("its name was reused");
    }

    [Fact]
    public void A_video_without_files_needs_no_record() =>
        _vault.Storage.RecordDeletion(VideoId.New(DateTimeOffset.UnixEpoch)).Should().BeFalse();

    private async Task<VideoId> AcceptAsync() => await _vault.AcceptAsync(await Clips.SmallAsync());
}
