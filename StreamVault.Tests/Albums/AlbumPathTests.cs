using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Albums;

public sealed class AlbumPathTests
{
    [Theory]
    [InlineData("1998 Christmas", "1998 Christmas")]
    [InlineData("Tapes/1998 Christmas/", "Tapes|1998 Christmas")]
    [InlineData("/./../ Tapes /", "Tapes")]
    [InlineData("a\u0007b", "ab")]
    [InlineData("1/2/3/4/5/6/7/8/9/10", "1|2|3|4|5|6|7|8")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Reads_the_titles_of_nested_albums(string? path, string expected) =>
        string.Join('|', AlbumPath.Read(path)).Should().Be(expected);

    [Fact]
    public async Task Videos_of_the_same_folder_share_its_album()
    {
        await using var app = new StreamVaultApp();
        VideoId[] videos = [await app.AddVideoAsync(), await app.AddVideoAsync(), await app.AddVideoAsync()];
        string[] paths = ["Tapes/1998 Christmas", "tapes/1998 CHRISTMAS", "1998 Christmas"];

        foreach (var (video, path) in videos.Zip(paths))
        {
            await AddAsync(app, video, path);
        }

        var albums = await app.Services.GetRequiredService<AlbumLibrary>().ListAsync(true, default);
        albums
            .Select(listing => (listing.Album.Title, listing.Album.ParentId is null, listing.Videos))
            .Should()
            .BeEquivalentTo([("Tapes", true, 0), ("1998 Christmas", false, 2), ("1998 Christmas", true, 1)]);
    }

    private static async Task AddAsync(StreamVaultApp app, VideoId video, string path)
    {
        await using var database = await app
            .Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>()
            .CreateDbContextAsync();
        await AlbumPath.AddAsync(database, AlbumPath.Read(path), [video], DateTimeOffset.UnixEpoch, default);
    }
}
