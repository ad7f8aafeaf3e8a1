using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Albums;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Tags;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Search;

/// <summary>Changes of many videos at once are found immediately.</summary>
public sealed class SearchAfterChangesTests : IAsyncDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly StreamVaultApp _app = new();

    [Fact]
    public async Task A_renamed_tag_is_found_by_its_new_name_only()
    {
        var tag = await TagAsync(await _app.AddVideoAsync("Beach"), "Holiday");

        await Get<TagLibrary>().RenameAsync(TagKind.Tag, tag, "Vacation", true, Ct);

        (await FindAsync("vacation")).Should().Equal("Beach");
        (await FindAsync("tag:vacation")).Should().Equal("Beach");
        (await FindAsync("\"holiday\"")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_merged_tag_is_found_by_the_name_that_remains()
    {
        var tag = await TagAsync(await _app.AddVideoAsync("Beach"), "Holiday");
        var into = await TagAsync(await _app.AddVideoAsync("Garden"), "Vacation");

        await Get<TagLibrary>().MergeAsync(TagKind.Tag, tag, into, true, Ct);

        (await FindAsync("vacation")).Should().Equal("Beach", "Garden");
        (await FindAsync("\"holiday\"")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_deleted_tag_is_not_found()
    {
        var tag = await TagAsync(await _app.AddVideoAsync("Beach"), "Holiday");
        (await FindAsync("\"holiday\"")).Should().Equal("Beach");

        await Get<TagLibrary>().DeleteAsync(TagKind.Tag, tag, true, Ct);

        (await FindAsync("\"holiday\"")).Should().BeEmpty();
        (await FindAsync("beach")).Should().Equal("Beach");
    }

    [Fact]
    public async Task A_deleted_album_is_not_found_and_the_albums_in_it_lose_its_title()
    {
        var outer = await AlbumAsync("Tapes", null, await _app.AddVideoAsync("Beach"));
        await AlbumAsync("Winter", outer, await _app.AddVideoAsync("Garden"));
        (await FindAsync("\"tapes\"")).Should().Equal("Beach", "Garden");

        await Get<AlbumLibrary>().DeleteAsync(outer, Ct);

        (await FindAsync("\"tapes\"")).Should().BeEmpty();
        (await FindAsync("winter")).Should().Equal("Garden");
    }

    [Fact]
    public async Task Undoing_a_bulk_edit_restores_what_the_search_finds()
    {
        var video = await _app.AddVideoAsync("Beach");
        await TagAsync(video, "Holiday");
        var album = await AlbumAsync("Tapes", null);

        var undo = await ApplyAsync(
            video,
            new VideoChanges
            {
                Titles = new Dictionary<VideoId, string> { [video] = "Garden" },
                Tags = ["Vacation"],
                AddToAlbum = album,
            }
        );
        foreach (var changed in (string[])["garden", "vacation", "\"tapes\""])
        {
            (await FindAsync(changed)).Should().Equal("Garden");
        }

        await Get<BulkEdit>().UndoAsync(undo, Ct);

        (await FindAsync("beach holiday")).Should().Equal("Beach");
        foreach (var undone in (string[])["\"garden\"", "\"vacation\"", "\"tapes\""])
        {
            (await FindAsync(undone)).Should().BeEmpty();
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    private async Task<IEnumerable<string>> FindAsync(string search) =>
        (await Get<VideoLibrary>().ListAsync(new VideoQuery(search, Sort: VideoSort.Title), Ct)).Items.Select(video =>
            video.Title
        );

    private async Task<int> TagAsync(VideoId video, string name)
    {
        await ApplyAsync(video, new VideoChanges { Tags = [name] });
        var tags = await Get<TagLibrary>().ListAsync(TagKind.Tag, true, Ct);
        return tags.Single(listing => listing.Tag.Name == name).Tag.Id;
    }

    private async Task<AlbumId> AlbumAsync(string title, AlbumId? parent, params VideoId[] videos)
    {
        var created = await Get<AlbumLibrary>().CreateAsync(title, null, parent, null, Ct);
        var id = created.Should().BeOfType<AlbumOutcome.Saved>().Which.Album.Id;
        await Get<AlbumLibrary>().AddAsync(id, videos, true, Ct);
        return id;
    }

    private async Task<BulkUndo> ApplyAsync(VideoId video, VideoChanges changes) =>
        (await Get<BulkEdit>().ApplyAsync([video], changes, true, Ct))
            .Should()
            .BeOfType<BulkEditOutcome.Done>()
            .Which.Undo;
}
