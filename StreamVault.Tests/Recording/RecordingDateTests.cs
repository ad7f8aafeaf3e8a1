using StreamVault.Core.Recording;

namespace StreamVault.Tests.Recording;

public sealed class RecordingDateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // UTC-2 without daylight saving time: unlikely to be the machine's own zone.
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
    [InlineData("Video 1998-12-24 at 3.30.12 PM.mp4", "1998-12-24 15:30:12")]
    [InlineData("WhatsApp Video 2019-07-04 at 12.05.00 AM.mp4", "2019-07-04 00:05:00")]
    [InlineData("Screen Recording 2019-07-04 at 3.30.12\u202Fpm.mov", "2019-07-04 15:30:12")]
    [InlineData("Video 2019-07-04 at 3.30 p.m..mov", "2019-07-04 15:30:00")]
    [InlineData("Screen Recording 2019-07-04 at 9.30.12.mov", "2019-07-04 09:30:12")]
    [InlineData("Video 2019-07-04 at 13.30.12 PM.mp4", null)]
    [InlineData("DJI_20231231233000_0001_D.MP4", "2023-12-31 23:30:00")]
    [InlineData("20231231233000.mp4", "2023-12-31 23:30:00")]
    [InlineData("2023_1231_233000_001.MP4", "2023-12-31 23:30:00")]
    [InlineData("2023_1231.MP4", null)]
    [InlineData("VID_20191304_153012.mp4", null)]
    [InlineData("GX010123.MP4", null)]
    [InlineData("phone 12019070412345.mp4", null)]
    public void Parses_the_date_in_a_file_name(string name, string? date) =>
        Date(null, name)?.ToString().Should().Be(date);

    [Fact]
    public void The_offset_from_the_camera_takes_precedence()
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
    public void A_local_time_in_the_name_and_a_UTC_time_give_the_offset()
    {
        var facts = Read(("creation_time", "2019-07-04T10:00:40Z"));

        Date(facts, "VID_20190704_153012.mp4")!.ToString().Should().Be("2019-07-04 15:30:12 +05:30");
    }

    [Fact]
    public void The_offset_is_unknown_if_the_camera_wrote_its_local_time_as_UTC()
    {
        var facts = Read(("creation_time", "2019-07-04T15:30:40Z"));

        var date = Date(facts, "VID_20190704_153012.mp4")!;

        date.ToString().Should().Be("2019-07-04 15:30:12");
        date.OffsetKnown.Should().BeFalse();
    }

    [Theory]
    [InlineData("GX010042.MP4", null)]
    [InlineData("film.mp4", "GoPro AVC")]
    [InlineData("DJI_0042.MP4", null)]
    public void Action_cameras_write_their_local_time_as_UTC(string name, string? track)
    {
        var facts = FileFacts.Read(
            [KeyValuePair.Create("creation_time", "2023-12-31T23:30:00Z")],
            track is null ? [] : [track],
            []
        );

        Date(facts, name)!.ToString().Should().Be("2023-12-31 23:30:00");
    }

    [Theory]
    [InlineData("1904-01-01T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("0000-00-00T00:00:00Z")]
    [InlineData("2040-01-01T00:00:00Z")]
    [InlineData("yesterday")]
    public void A_date_from_an_unset_clock_is_ignored(string created)
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
    public void Parses_dates_with_and_without_time_and_offset(string text, string? read) =>
        RecordingDate.Parse(text, Zone)?.ToString().Should().Be(read);

    private static RecordingDate? Date(FileFacts? facts, string name, DateTimeOffset? modified = null) =>
        new RecordingDateHints(facts, name, modified).Date(Now, Zone);

    private static FileFacts Read(params (string Name, string Value)[] tags) =>
        FileFacts.Read(tags.Select(tag => KeyValuePair.Create(tag.Name, tag.Value)), [], []);
}
