using StreamVault.Core.Recording;

namespace StreamVault.Tests.Recording;

public sealed class RecordingDateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Two hours before UTC, and never any summer: nobody's own zone.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone(
        "Test",
        TimeSpan.FromHours(-2),
        "Test",
        "Test"
    );

    [Theory]
    [InlineData("VID_20190704_153012.mp4", "2019-07-04 15:30:12")]
    [InlineData("IMG_20190704_153012.mov", "2019-07-04 15:30:12")]
    [InlineData("2019-07-04 15.30.12.mp4", "2019-07-04 15:30:12")]
    [InlineData("signal-2019-07-04-153012.mp4", "2019-07-04 15:30:12")]
    [InlineData("signal-2019-07-04-15-30-12-345.mp4", "2019-07-04 15:30:12")]
    [InlineData("PXL_20210704_133012345.mp4", "2021-07-04 11:30:12")]
    [InlineData("VID-20190704-WA0001.mp4", "2019-07-04")]
    [InlineData("VID_20191304_153012.mp4", null)]
    [InlineData("GX010123.MP4", null)]
    [InlineData("phone 12019070412345.mp4", null)]
    public void A_file_name_tells_the_date_as_its_maker_meant_it(string name, string? date) =>
        Date(null, name)?.ToString().Should().Be(date);

    [Fact]
    public void The_cameras_own_offset_comes_before_everything_else()
    {
        var facts = Read(
            ("com.apple.quicktime.creationdate", "2019-07-04T15:30:12+0900"),
            ("creation_time", "2019-07-04T06:30:20.000000Z")
        );

        var date = Date(facts, "VID_20180101_000000.mp4")!;

        date.ToString().Should().Be("2019-07-04 15:30:12 +09:00");
        date.From.Should().Be(RecordingDateSource.Camera);
    }

    [Fact]
    public void A_local_name_beside_a_time_in_UTC_tells_the_offset()
    {
        var facts = Read(("creation_time", "2019-07-04T10:00:40Z"));

        Date(facts, "VID_20190704_153012.mp4")!.ToString().Should().Be("2019-07-04 15:30:12 +05:30");
    }

    [Fact]
    public void A_camera_that_writes_its_local_time_as_UTC_is_not_believed_about_the_offset()
    {
        var facts = Read(("creation_time", "2019-07-04T15:30:40Z"));

        var date = Date(facts, "VID_20190704_153012.mp4")!;

        date.ToString().Should().Be("2019-07-04 15:30:12");
        date.OffsetKnown.Should().BeFalse();
    }

    [Theory]
    [InlineData("1904-01-01T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("0000-00-00T00:00:00Z")]
    [InlineData("2040-01-01T00:00:00Z")]
    [InlineData("yesterday")]
    public void A_clock_that_was_never_set_leaves_it_to_the_next_clue(string created)
    {
        var facts = Read(("creation_time", created));

        Date(facts, "VID-20190704-WA0001.mp4")!.ToString().Should().Be("2019-07-04");
        Date(facts, "film.mp4", Now.AddDays(-1))!.From.Should().Be(RecordingDateSource.FileModified);
        Date(facts, "film.mp4").Should().BeNull();
    }

    [Theory]
    [InlineData("2019-07-04", "2019-07-04")]
    [InlineData("2019-07-04 15:30", "2019-07-04 15:30:00")]
    [InlineData("2019-07-04T15:30:12+02:00", "2019-07-04 15:30:12 +02:00")]
    [InlineData("2019-07-04 15:30:12 +02:00", "2019-07-04 15:30:12 +02:00")]
    [InlineData("2019-07-04T15:30:12Z", "2019-07-04 15:30:12 +00:00")]
    [InlineData("04.07.2019", null)]
    public void A_person_may_write_as_much_as_they_know(string text, string? read) =>
        RecordingDate.Parse(text, Zone)?.ToString().Should().Be(read);

    private static RecordingDate? Date(FileFacts? facts, string name, DateTimeOffset? modified = null) =>
        new RecordingDateHints(facts, name, modified).Date(Now, Zone);

    private static FileFacts Read(params (string Name, string Value)[] tags) =>
        FileFacts.Read(tags.Select(tag => KeyValuePair.Create(tag.Name, tag.Value)), [], []);
}
