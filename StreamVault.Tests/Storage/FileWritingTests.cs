using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Storage;

public sealed class FileWritingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void A_file_that_is_open_for_writing_has_a_writer_until_it_is_closed()
    {
        var path = _folder.At("film.mp4");
        using (var writer = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            writer.Write([1, 2, 3]);
            writer.Flush(flushToDisk: true);

            FileWriting.Of(path).Should().Be(FileWriters.Present);
        }

        FileWriting.Of(path).Should().Be(FileWriters.None);
    }

    [LinuxFact]
    public void A_program_that_only_reads_is_no_writer()
    {
        var path = _folder.At("film.mp4");
        File.WriteAllText(path, "film");
        using var reader = File.OpenRead(path);

        FileWriting.Of(path).Should().Be(FileWriters.None);
    }

    [Imports.OtherDiskFact]
    public async Task A_move_to_another_disk_keeps_a_file_that_is_still_being_written()
    {
        using var disk = Imports.OtherDisk.TryMake();
        var (from, to) = (Path.Combine(disk!.FullName, "film.mp4"), _folder.At("film.mp4"));
        await using var writer = new FileStream(from, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        writer.Write([1, 2, 3]);
        writer.Flush();

        await FluentActions
            .Awaiting(() => VerifiedCopy.MoveAsync(from, to, CancellationToken.None))
            .Should()
            .ThrowAsync<IOException>();

        (File.Exists(from), File.Exists(to)).Should().Be((true, false));
    }
}
