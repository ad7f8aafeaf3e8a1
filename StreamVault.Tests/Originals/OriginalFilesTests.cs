using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Core.Originals;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Originals;

/// <summary>What becomes of an uploaded file once its video is ready.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class OriginalFilesTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private EncodingVault _vault = null!;

    private OriginalFiles Originals => _vault.Get<OriginalFiles>();

    public async Task InitializeAsync() => _vault = await EncodingVault.OpenAsync();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task The_policy_applies_to_videos_that_become_ready_later()
    {
        var clip = await Clips.SmallAsync();
        var before = await _vault.EncodeAsync(clip);

        await Originals.ChooseAsync(OriginalsPolicy.Keep, Ct);
        var after = await _vault.EncodeAsync(clip);

        Originals.Find(before.Video).Should().BeNull("the default is to delete");
        before.Video.OriginalBytes.Should().BeNull();
        after.Video.OriginalBytes.Should().Be(new FileInfo(clip).Length);
        await Until.TrueAsync(() => File.Exists(_vault.Storage.OriginalPath(after.Video.Id)));
        (await File.ReadAllBytesAsync(Originals.Find(after.Video)!)).Should().Equal(await File.ReadAllBytesAsync(clip));
        File.Exists(_vault.Storage.SourcePath(before.Video.Id)).Should().BeFalse();
        File.Exists(_vault.Storage.SourcePath(after.Video.Id)).Should().BeFalse("it was moved, not copied");
        (await Originals.LargestAsync(10, false, Ct)).Select(video => video.Id).Should().Equal(after.Video.Id);
        (await _vault.Get<VideoLibrary>().MeasureAsync(false, Ct)).OriginalBytes.Should().Be(after.Video.OriginalBytes);
        _vault.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task One_original_is_deleted_and_its_video_plays_as_before()
    {
        await Originals.ChooseAsync(OriginalsPolicy.Keep, Ct);
        var result = await _vault.EncodeAsync(await Clips.SmallAsync());
        await _vault.StopAsync();

        (await Originals.DeleteAsync(result.Video.Id, Ct)).Should().Be(OriginalDeletion.Deleted);

        (await Originals.DeleteAsync(result.Video.Id, Ct)).Should().Be(OriginalDeletion.NotKept);
        (await _vault.VideoAsync(result.Video.Id)).OriginalBytes.Should().BeNull();
        Directory.EnumerateFileSystemEntries(_vault.Storage.OriginalsFolder).Should().BeEmpty();
        (await result.DecodeAsync()).Frames.Should().Be(50);
    }

    [Fact]
    public async Task Deleting_a_video_deletes_its_original()
    {
        await Originals.ChooseAsync(OriginalsPolicy.Keep, Ct);
        var result = await _vault.EncodeAsync(await Clips.SmallAsync());
        await _vault.StopAsync();
        var (files, bytes) = _vault.Storage.Measure(result.Video.Id);

        await _vault.Get<VideoLibrary>().DeleteAsync(result.Video.Id, Ct);

        files
            .Should()
            .Be(9, "two playlists, a segment, the poster, two manifest files, the sidecar, the key and the original");
        bytes.Should().BeGreaterThan(result.Video.OriginalBytes!.Value);
        Directory.EnumerateFileSystemEntries(_vault.Storage.OriginalsFolder).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_next_start_finishes_a_move_that_a_crash_interrupted(bool keep)
    {
        var id = (await _vault.EncodeAsync(await Clips.SmallAsync())).Video.Id;
        await _vault.StopAsync();
        await SetOriginalBytesAsync(id, keep ? 3 : null);
        File.WriteAllText(_vault.Storage.SourcePath(id), "abc");

        await RecoverAsync();

        File.Exists(_vault.Storage.SourcePath(id)).Should().BeFalse();
        File.Exists(_vault.Storage.OriginalPath(id)).Should().Be(keep);
    }

    [Fact]
    public async Task Keeps_originals_and_uploads_without_a_row()
    {
        var ready = await ReadyAsync(null);
        var unknown = VideoId.New(DateTimeOffset.UnixEpoch);
        foreach (var id in (VideoId[])[ready, unknown])
        {
            File.WriteAllText(_vault.Storage.SourcePath(id), "abc");
            _vault.Storage.KeepOriginal(id);
        }

        File.WriteAllText(_vault.Storage.SourcePath(unknown), "abc");

        await RecoverAsync();

        File.Exists(_vault.Storage.OriginalPath(ready)).Should().BeTrue();
        (await _vault.VideoAsync(ready)).OriginalBytes.Should().Be(3, "its row lists the original again");
        File.Exists(_vault.Storage.OriginalPath(unknown)).Should().BeTrue();
        File.Exists(_vault.Storage.SourcePath(unknown)).Should().BeTrue();
    }

    [Fact]
    public async Task Keeps_the_upload_of_a_ready_video_whose_result_is_incomplete()
    {
        var id = await ReadyAsync(null);
        File.WriteAllText(_vault.Storage.SourcePath(id), "abc");

        await RecoverAsync();

        File.ReadAllText(_vault.Storage.OriginalPath(id)).Should().Be("abc");
        (await _vault.VideoAsync(id)).OriginalBytes.Should().Be(3);
    }

    [Theory]
    [InlineData("480p*.ts")]
    [InlineData("manifest-sha256.txt")]
    public async Task Keeps_the_upload_of_a_ready_video_whose_result_is_cut_short(string pattern)
    {
        var id = (await _vault.EncodeAsync(await Clips.SmallAsync())).Video.Id;
        await _vault.StopAsync();
        File.WriteAllText(_vault.Storage.SourcePath(id), "abc");
        using (var file = File.OpenWrite(Directory.GetFiles(_vault.Storage.VideoFolder(id), pattern)[0]))
        {
            file.SetLength(file.Length - 1);
        }

        await RecoverAsync();

        File.ReadAllText(_vault.Storage.OriginalPath(id)).Should().Be("abc");
        (await _vault.VideoAsync(id)).OriginalBytes.Should().Be(3);
    }

    [Fact]
    public async Task A_start_leaves_waiting_uploads_unchanged()
    {
        var id = await _vault.AcceptAsync(await Clips.SmallAsync());

        await RecoverAsync();

        File.Exists(_vault.Storage.SourcePath(id)).Should().BeTrue();
    }

    [Fact]
    public async Task A_source_that_an_earlier_version_kept_becomes_an_original()
    {
        var id = await ReadyAsync(null, "The file ends early.");
        File.WriteAllText(_vault.Storage.SourcePath(id), "abc");

        await RecoverAsync();

        var video = await _vault.VideoAsync(id);
        video.OriginalBytes.Should().Be(3);
        Originals.Find(video).Should().Be(_vault.Storage.OriginalPath(id));
    }

    private Task RecoverAsync() => Originals.RecoverAsync(id => StoredResult.IsWhole(_vault.Storage, id), Ct);

    private async Task SetOriginalBytesAsync(VideoId id, long? bytes)
    {
        await using var database = await _vault.DatabaseAsync();
        await database
            .Videos.Where(video => video.Id == id)
            .ExecuteUpdateAsync(video => video.SetProperty(one => one.OriginalBytes, bytes));
    }

    private async Task<VideoId> ReadyAsync(long? originalBytes, string? warning = null)
    {
        var id = await _vault.AcceptAsync(await Clips.SmallAsync());
        File.Delete(_vault.Storage.SourcePath(id));
        await using var database = await _vault.DatabaseAsync();
        await database
            .Videos.Where(video => video.Id == id)
            .ExecuteUpdateAsync(video =>
                video
                    .SetProperty(one => one.Status, VideoStatus.Ready)
                    .SetProperty(one => one.OriginalBytes, originalBytes)
                    .SetProperty(one => one.Warning, warning)
            );
        return id;
    }
}
