using System.Web;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;
using StreamVault.Core.Trash;
using StreamVault.Tests.Components;
using StreamVault.Web.Library.Lists;

namespace StreamVault.Tests.Library;

/// <summary>What comes before and after a video: the order of the list that it was opened from.</summary>
public sealed class VideoListTests : PageFixture
{
    private static readonly VideoId AnyVideo = VideoId.Parse("0198c0de-0000-7000-8000-000000000000", null);
    private static readonly AlbumId AnyAlbum = new(Guid.Parse("0198c0de-0000-7000-8000-000000000001"));

    public static TheoryData<VideoList, string> Lists =>
        new()
        {
            { VideoList.Of(AnyAlbum), $"album={AnyAlbum}" },
            { VideoList.Of(new LibraryView()), "from=library" },
            {
                VideoList.Of(new LibraryView("tom & sara", Sort: VideoSort.Longest, Favourites: true)),
                "from=library&q=tom%20%26%20sara&fav=1&sort=longest"
            },
        };

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_is_encoded_in_the_URL_of_its_videos(VideoList list, string query)
    {
        list.Watch(AnyVideo).Should().Be($"/videos/{AnyVideo}?{query}");
        list.WatchAt(AnyVideo, 6.5).Should().Be($"/videos/{AnyVideo}?t=6.5&{query}");

        VideoList.Parse(HttpUtility.ParseQueryString(query)).Should().Be(list);
        var shuffled = list.Shuffled();
        VideoList.Parse(new Uri(new Uri("http://vault"), shuffled.Watch(AnyVideo))).Should().Be(shuffled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("t=4&q=beach")]
    [InlineData("album=nonsense&from=elsewhere&shuffle=1")]
    public void Other_addresses_have_no_list(string query) =>
        VideoList.Parse(HttpUtility.ParseQueryString(query)).Should().BeNull();

    [Fact]
    public async Task Hidden_and_unready_videos_are_left_out()
    {
        var (beach, secret) = (await AddAsync("Beach 1"), await AddAsync("Beach 2", isPrivate: true));
        var (trashed, last) = (await AddAsync("Beach 3"), await AddAsync("Beach 4"));
        var waiting = (await AddVideoAsync("Beach 5")).Id;
        await Get<VideoTrash>().MoveAsync([trashed], Ct);
        var album = await CreateAsync("By hand", beach, secret, last, waiting);
        var byTitle = VideoList.Of(new LibraryView("beach", Sort: VideoSort.Title));

        foreach (var list in (VideoList[])[VideoList.Of(album), byTitle])
        {
            (await IdsAsync(list)).Should().Equal(beach, last);
            (await IdsAsync(list, withPrivate: true)).Should().Equal(beach, secret, last);
        }
    }

    [Fact]
    public async Task An_album_keeps_the_order_that_was_arranged_by_hand()
    {
        var (one, two, three) = (await AddAsync("One"), await AddAsync("Two"), await AddAsync("Three"));
        var album = await CreateAsync("Album", one, two, three);

        await Get<AlbumLibrary>().ChangeAsync(album, new AlbumChanges { Videos = [three, one, two] }, false, Ct);

        (await IdsAsync(VideoList.Of(album))).Should().Equal(three, one, two);
        (await IdsAsync(VideoList.Of(AnyAlbum))).Should().BeEmpty("the album doesn't exist");
    }

    [Fact]
    public async Task A_smart_album_lists_its_oldest_videos_first()
    {
        var (second, first) = (await AddAsync("Beach", filmed: 2005), await AddAsync("Beach again", filmed: 1999));
        await AddAsync("Mountain", filmed: 2001);
        var created = await Get<AlbumLibrary>().CreateAsync("Beaches", null, null, "beach", Ct);
        var album = created.Should().BeOfType<AlbumOutcome.Saved>().Subject.Album.Id;

        (await IdsAsync(VideoList.Of(album))).Should().Equal(first, second);
    }

    [Fact]
    public async Task A_shuffled_list_keeps_its_order_when_a_video_is_added()
    {
        for (var i = 0; i < 20; i++)
        {
            await AddAsync($"Clip {i}");
        }

        var list = VideoList.Of(new LibraryView()).Shuffled();
        var before = await IdsAsync(list);
        var added = await AddAsync("Another one");
        var after = await IdsAsync(list);

        before.Should().HaveCount(20).And.NotEqual(await IdsAsync(VideoList.Of(new LibraryView())));
        after.Should().HaveCount(21).And.Contain(added);
        after.Where(id => id != added).Should().Equal(before);
    }

    private async Task<VideoId> AddAsync(string title, bool isPrivate = false, int? filmed = null)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var video = await AddVideoAsync(
            title,
            VideoStatus.Ready,
            (video, _) =>
            {
                video.IsPrivate = isPrivate;
                video.Recorded = filmed is { } year
                    ? RecordingDate.Parse($"{year}-07-01T12:00:00Z", TimeZoneInfo.Utc)
                    : null;
            }
        );
        return video.Id;
    }

    private async Task<AlbumId> CreateAsync(string title, params VideoId[] videos)
    {
        var albums = Get<AlbumLibrary>();
        var created = await albums.CreateAsync(title, null, null, null, Ct);
        var id = created.Should().BeOfType<AlbumOutcome.Saved>().Subject.Album.Id;
        await albums.AddAsync(id, videos, withPrivate: true, Ct);
        return id;
    }

    private Task<IReadOnlyList<VideoId>> IdsAsync(VideoList list, bool withPrivate = false) =>
        list.ListIdsAsync(Get<VideoLibrary>(), Get<AlbumLibrary>(), withPrivate, Ct);
}
