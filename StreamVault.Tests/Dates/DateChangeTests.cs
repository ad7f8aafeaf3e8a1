using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Dates;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;

namespace StreamVault.Tests.Dates;

public sealed class DateChangeTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("1998-12-24", 8, "1999-01-01")]
    [InlineData("1998-12-24~", -24, "1998-11-30~")]
    [InlineData("1998-12", 31, "1999-01")]
    [InlineData("1998-12", 1, "1998-12")]
    [InlineData("1998-21", 92, "1998-22")]
    [InlineData("1998-24", 90, "1999-21")]
    [InlineData("1998?", -365, "1997?")]
    [InlineData("1998", 1, "1998")]
    [InlineData("199X", 3_653, "200X")]
    [InlineData("19XX", 36_525, "20XX")]
    [InlineData("../1998", 365, "../1999")]
    [InlineData("1998/2001", 366, "1999/2002")]
    public void Every_kind_of_date_moves_by_days(string before, int days, string after) =>
        Changed(before, new DateChange.Move(TimeSpan.FromDays(days))).Should().Be(after);

    [Theory]
    [InlineData("1998-12-24", 2, "2000-12-24")]
    [InlineData("2000-02-29", 1, "2001-02-28")]
    [InlineData("1998-22~", -10, "1988-22~")]
    [InlineData("1998-24", 1, "1999-24")]
    [InlineData("1998", 1, "1999")]
    [InlineData("199X", 1, "199X")]
    [InlineData("199X", 10, "200X")]
    [InlineData("1998/2001", 1, "1999/2002")]
    public void Every_kind_of_date_moves_by_years(string before, int years, string after) =>
        Changed(before, new DateChange.MoveYears(years)).Should().Be(after);

    [Theory]
    [InlineData("1998-12-24")]
    [InlineData("1998-12")]
    [InlineData("199X")]
    public void Only_dates_with_a_time_come_from_a_clock(string date) =>
        Changed(date, new DateChange.CorrectClock(TimeSpan.FromDays(1000))).Should().Be(date);

    [Fact]
    public void Entering_the_modification_date_of_the_file_confirms_it()
    {
        var file = RecordingDate.Parse("2026-06-01 01:40:02", TimeZoneInfo.Utc)! with
        {
            From = RecordingDateSource.FileModified,
        };
        var video = Of("1998");
        (video.Recorded, video.ApproximateDate) = (file, null);
        video.DateSource.Should().Be(RecordingDateSource.FileModified);

        video.EnterDate(EdtfDate.Parse("2026-06-01", null), TimeZoneInfo.Utc);

        (video.DateSource, video.Recorded!.At).Should().Be((RecordingDateSource.Person, file.At));
        video.RemoveEnteredDate();
        video.Recorded.Should().Be(file);
    }

    [Theory]
    [InlineData("1998", -500, DateFault.OutOfRange)]
    [InlineData("1998", 500, DateFault.OutOfRange)]
    [InlineData("1998", 100_000, DateFault.OutOfRange)]
    [InlineData("1998", 100, DateFault.InFuture)]
    [InlineData("1998-12-24", 100, DateFault.InFuture)]
    [InlineData("../1998", -500, DateFault.OutOfRange)]
    public void A_date_that_cannot_be_moved_stays(string date, int years, DateFault fault)
    {
        var video = Of(date);
        var before = VideoDate.Of(video);

        new DateChange.MoveYears(years).Apply(video, _clock).Should().Be(fault);

        VideoDate.Of(video).Should().Be(before);
    }

    [Fact]
    public void Moving_by_nothing_leaves_the_date_to_the_camera()
    {
        var video = OfCamera();

        foreach (
            DateChange change in (DateChange[])
                [
                    new DateChange.Move(TimeSpan.Zero),
                    new DateChange.CorrectClock(TimeSpan.Zero),
                    new DateChange.MoveYears(0),
                    new DateChange.Enter(EdtfDate.Parse("2019-07-04", null)),
                    new DateChange.EnterTime(RecordingDate.Parse("2019-07-04 15:30:12 +02:00", TimeZoneInfo.Utc)!),
                ]
        )
        {
            change.Apply(video, _clock).Should().BeNull();
            (video.DateSource, video.FileDate).Should().Be((RecordingDateSource.Camera, null), "{0}", change);
        }
    }

    [Theory]
    [InlineData("1998")]
    [InlineData("1998-12-24")]
    [InlineData("2019")]
    public void The_date_of_the_camera_comes_back(string entered)
    {
        var video = OfCamera();
        var before = VideoDate.Of(video);

        Enter(video, entered);
        Enter(video, "1985~");
        new DateChange.Move(TimeSpan.FromDays(400)).Apply(video, _clock);

        (video.DateSource, video.FileDate!.Date!.Text, video.FileDate.From)
            .Should()
            .Be((RecordingDateSource.Person, "2019-07-04", RecordingDateSource.Camera));
        new DateChange.Remove().Apply(video, _clock);
        VideoDate.Of(video).Should().Be(before);
    }

    [Fact]
    public void The_same_instant_at_another_place_is_another_date()
    {
        var video = Of(null);
        var here = RecordingDate.Parse("2019-07-04 23:30 +02:00", TimeZoneInfo.Utc)!;
        var there = RecordingDate.Parse("2019-07-05 06:30 +09:00", TimeZoneInfo.Utc)!;

        new DateChange.EnterTime(here).Apply(video, _clock);
        new DateChange.EnterTime(there).Apply(video, _clock);

        here.At.Should().Be(there.At);
        video.Date!.Text.Should().Be("2019-07-05");
    }

    [Fact]
    public void The_date_of_the_folder_comes_back()
    {
        var video = Of("1998");

        new DateChange.Remove().Apply(video, _clock);
        video.Date!.Text.Should().Be("1998", "nobody entered it");
        Enter(video, "1997-12-24");
        (video.Date!.Text, video.FileDate!.From).Should().Be(("1997-12-24", RecordingDateSource.Folder));
        new DateChange.Remove().Apply(video, _clock);

        VideoDate.Of(video).Should().Be(new VideoDate(null, EdtfDate.Parse("1998", null), null));
    }

    [Fact]
    public void Without_a_date_in_the_file_removing_leaves_none()
    {
        var video = Of(null);

        Enter(video, "1998");
        (video.DateSource, video.FileDate).Should().Be((RecordingDateSource.Person, new FileDate(null, null)));
        new DateChange.Remove().Apply(video, _clock);

        (video.Date, video.FileDate).Should().Be((null, null));
    }

    [Fact]
    public void Entering_the_date_of_the_file_again_is_the_same_as_removing()
    {
        var video = OfCamera();
        var before = VideoDate.Of(video);

        Enter(video, "1998");
        Enter(video, "2019-07-04");

        VideoDate.Of(video).Should().Be(before);
    }

    private void Enter(Video video, string date) =>
        new DateChange.Enter(EdtfDate.Parse(date, null)).Apply(video, _clock).Should().BeNull();

    private string? Changed(string before, DateChange change)
    {
        var video = Of(before);
        change.Apply(video, _clock).Should().BeNull();
        return video.Date?.Text;
    }

    private static Video OfCamera()
    {
        var video = Of(null);
        video.Recorded = RecordingDate.Parse("2019-07-04T15:30:12.25+02:00", TimeZoneInfo.Utc)! with
        {
            From = RecordingDateSource.Camera,
        };
        return video;
    }

    private static Video Of(string? folder) =>
        new()
        {
            Title = "Beach",
            OriginalFilename = "beach.mp4",
            ApproximateDate = folder is null ? null : EdtfDate.Parse(folder, null),
        };
}
