using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Albums;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Dates;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.BulkEdits;

public sealed class BulkEditTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Undo_restores_everything_that_an_edit_changed()
    {
        await using var app = new StreamVaultApp();
        var (edit, library, albums) = Of(app);
        var first = await app.AddVideoAsync(
            "One",
            video =>
            {
                video.Recorded = RecordingDate.Parse("2019-07-04 15:30", TimeZoneInfo.Utc);
                video.Position = new PlaybackPosition { VideoId = video.Id, Seconds = 42.5 };
            }
        );
        var second = await app.AddVideoAsync("Two", video => video.IsFavourite = true);
        await ApplyAsync(edit, [first], new VideoChanges { Tags = ["Old", "Both"] });
        var album = ((AlbumOutcome.Saved)await albums.CreateAsync("Album", null, null, null, Ct)).Album.Id;
        await albums.AddAsync(album, [second], true, Ct);

        var done = await ApplyAsync(
            edit,
            [first, second],
            new VideoChanges
            {
                Titles = new Dictionary<VideoId, string> { [first] = "1", [second] = "2" },
                AddTags = ["New", "Both"],
                RemoveTags = ["old"],
                AddPeople = ["Grandma"],
                AddToAlbum = album,
                Dates = [new DateChange.Enter(EdtfDate.Parse("199X", null))],
                Favourite = true,
                Watched = true,
                Private = true,
                Trash = true,
            }
        );
        await edit.UndoAsync(done.Undo, Ct);

        var (one, two) = (await app.ReadVideoAsync(first), await app.ReadVideoAsync(second));
        (one.Title, two.Title).Should().Be(("One", "Two"));
        one.Recorded!.ToString().Should().Be("2019-07-04 15:30:00");
        (one.ApproximateDate, two.ApproximateDate, two.Recorded).Should().Be((null, null, null));
        (one.IsFavourite, two.IsFavourite).Should().Be((false, true));
        (one.IsPrivate, one.TrashedAt).Should().Be((false, null));
        one.IsWatched.Should().BeFalse();
        (await library.FindAsync(first, Ct))!.Position!.Seconds.Should().Be(42.5);
        var labels = await library.LabelsAsync([first, second], Ct);
        labels[first].Tags.Should().Equal("Both", "Old");
        labels[first].People.Should().BeEmpty();
        labels[second].Tags.Should().BeEmpty();
        labels[first].Albums.Should().BeEmpty();
        labels[second].Albums.Should().Equal(album);
    }

    [Fact]
    public async Task A_date_out_of_range_leaves_every_video_as_it_was()
    {
        await using var app = new StreamVaultApp();
        var (edit, _, _) = Of(app);
        var fine = await app.AddVideoAsync("One", video => video.ApproximateDate = EdtfDate.Parse("1998", null));
        var early = await app.AddVideoAsync("Two", video => video.ApproximateDate = EdtfDate.Parse("1801", null));

        var outcome = await edit.ApplyAsync(
            [fine, early],
            new VideoChanges { Dates = [new DateChange.Move(TimeSpan.FromDays(-3_650))], AddTags = ["Old"] },
            true,
            Ct
        );

        outcome.Should().Be(new BulkEditOutcome.DateRefused(early, DateFault.OutOfRange));
        (await app.ReadVideoAsync(fine)).Date!.Text.Should().Be("1998");
    }

    [Fact]
    public async Task A_date_on_the_same_day_keeps_the_time()
    {
        await using var app = new StreamVaultApp();
        var (edit, _, _) = Of(app);
        var video = await app.AddVideoAsync(
            "One",
            video => video.Recorded = RecordingDate.Parse("2019-07-04 15:30", TimeZoneInfo.Utc)
        );

        await ApplyAsync(
            edit,
            [video],
            new VideoChanges { Dates = [new DateChange.Enter(EdtfDate.Parse("2019-07-04", null))] }
        );

        (await app.ReadVideoAsync(video)).Recorded!.ToString().Should().Be("2019-07-04 15:30:00");
    }

    [Fact]
    public async Task Undo_restores_dates_but_not_those_that_were_changed_since()
    {
        await using var app = new StreamVaultApp();
        var (edit, _, _) = Of(app);
        var first = await app.AddVideoAsync("One", video => video.ApproximateDate = EdtfDate.Parse("1998", null));
        var second = await app.AddVideoAsync("Two", video => video.ApproximateDate = EdtfDate.Parse("1998", null));
        var done = await ApplyAsync(edit, [first, second], new VideoChanges { Dates = [new DateChange.MoveYears(1)] });
        await ApplyAsync(
            edit,
            [second],
            new VideoChanges { Dates = [new DateChange.Enter(EdtfDate.Parse("1985", null))] }
        );

        await edit.UndoAsync(done.Undo, Ct);

        var (one, two) = (await app.ReadVideoAsync(first), await app.ReadVideoAsync(second));
        (one.Date!.Text, one.FileDate).Should().Be(("1998", null));
        (two.Date!.Text, two.FileDate!.Date!.Text).Should().Be(("1985", "1998"));
    }

    [Fact]
    public async Task Thousands_of_videos_are_edited_at_once()
    {
        await using var app = new StreamVaultApp();
        var (edit, library, _) = Of(app);
        var videos = await app.AddVideosAsync(Enumerable.Range(0, 1_200).Select(number => $"Tape {number}"));

        var done = await ApplyAsync(edit, videos, new VideoChanges { AddTags = ["Tape"] });

        done.Changed.Should().Equal(videos);
        (await library.LabelsAsync(videos, Ct)).Values.Should().OnlyContain(labels => labels.Tags.Single() == "Tape");
    }

    private static (BulkEdit, VideoLibrary, AlbumLibrary) Of(StreamVaultApp app) =>
        (
            app.Services.GetRequiredService<BulkEdit>(),
            app.Services.GetRequiredService<VideoLibrary>(),
            app.Services.GetRequiredService<AlbumLibrary>()
        );

    private static async Task<BulkEditOutcome.Done> ApplyAsync(
        BulkEdit edit,
        IReadOnlyCollection<VideoId> videos,
        VideoChanges changes
    ) => (await edit.ApplyAsync(videos, changes, true, Ct)).Should().BeOfType<BulkEditOutcome.Done>().Which;
}
