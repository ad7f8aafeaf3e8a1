using StreamVault.Core.Entities;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Storage;

public sealed class WorkRemovalTests : IDisposable
{
    private static readonly VideoId Video = VideoId.New(DateTimeOffset.UnixEpoch);
    private readonly TemporaryFolder _folder = new();
    private readonly VaultStorage _storage;

    public WorkRemovalTests() => _storage = new VaultStorage(_folder.FullName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Removes_all_work_files_and_nothing_else()
    {
        Fill(_storage.AttemptFolder(Video, Guid.NewGuid()));
        Fill(_storage.VideoFolder(Video));

        _storage.RemoveWork(Video);
        _storage.RemoveWork(Video);

        _storage.VideosWithWork.Should().BeEmpty();
        Directory.Exists(_storage.WorkFolder(Video)).Should().BeFalse();
        Directory.GetFiles(_storage.VideoFolder(Video)).Should().ContainSingle();
        Directory.EnumerateFileSystemEntries(Path.Combine(_storage.Root, "deleted")).Should().BeEmpty();
    }

    [Fact]
    public void An_interrupted_removal_is_completed_and_videos_set_aside_stay()
    {
        Fill(_storage.VideoFolder(Video));
        _storage.SetAside(Video);
        Fill(Path.Combine(_storage.Root, "deleted", $"{Guid.NewGuid()}-work"));

        _storage.FinishRemovals();

        _storage.SetAsideVideos.Should().Equal(Video);
        Directory.GetDirectories(Path.Combine(_storage.Root, "deleted")).Should().ContainSingle();
    }

    [Fact]
    public void Publishing_replaces_leftovers_of_a_crash_and_moves_the_folder()
    {
        Fill(_storage.VideoFolder(Video), "old.ts");
        var finished = Path.Combine(_storage.AttemptFolder(Video, Guid.NewGuid()), "result");
        Fill(finished, "new.ts");

        _storage.Publish(finished, Video);

        Directory.GetFiles(_storage.VideoFolder(Video)).Select(Path.GetFileName).Should().Equal("new.ts");
        Directory.Exists(finished).Should().BeFalse();
    }

    [Fact]
    public void Publishing_keeps_an_earlier_result_whose_replacement_was_not_undone()
    {
        Fill(_storage.VideoFolder(Video), "committed.ts");
        foreach (var name in (string[])["not-undone.ts", "new.ts"])
        {
            var finished = Path.Combine(_storage.AttemptFolder(Video, Guid.NewGuid()), "result");
            Fill(finished, name);
            _storage.Publish(finished, Video);
        }

        FilesOfVideo().Should().BeEquivalentTo("committed.ts", "not-undone.ts", "new.ts");
        _storage.ReplacedVideos.Should().Equal(Video);

        _storage.UndoReplacing(Video);

        Directory.GetFiles(_storage.VideoFolder(Video)).Select(Path.GetFileName).Should().Equal("not-undone.ts");
        FilesOfVideo().Should().BeEquivalentTo("committed.ts", "not-undone.ts");

        _storage.FinishReplacing(Video);

        FilesOfVideo().Should().Equal("not-undone.ts");
        _storage.ReplacedVideos.Should().BeEmpty();
    }

    [Fact]
    public void Deleting_a_video_deletes_all_its_earlier_results()
    {
        for (var number = 0; number < 3; number++)
        {
            var finished = Path.Combine(_storage.AttemptFolder(Video, Guid.NewGuid()), "result");
            Fill(finished);
            _storage.Publish(finished, Video);
        }

        _storage.Remove(Video);

        FilesOfVideo().Should().BeEmpty();
    }

    private IEnumerable<string?> FilesOfVideo() =>
        Directory.EnumerateFiles(_storage.Root, "*.ts", SearchOption.AllDirectories).Select(Path.GetFileName);

    [Fact]
    public void Videos_with_work_ignores_other_folders()
    {
        Fill(_storage.AttemptFolder(Video, Guid.NewGuid()));
        Directory.CreateDirectory(Path.Combine(_storage.AllWorkFolder, "lost+found"));

        _storage.VideosWithWork.Should().Equal(Video);
    }

    private static void Fill(string folder, string name = "a.ts")
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), "bytes");
    }
}
