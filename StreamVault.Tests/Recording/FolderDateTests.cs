using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Core.Uploads;

namespace StreamVault.Tests.Recording;

public sealed class FolderDateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1998 Christmas/MOV001.avi", "1998")]
    [InlineData("1998-12-24 Xmas/MOV001.avi", "1998-12-24")]
    [InlineData("Summer 1998/MOV001.avi", "1998-22")]
    [InlineData("Italy, summer 1998 (Hi8)/MOV001.avi", "1998-22")]
    [InlineData("24. Dezember/1998/MOV001.avi", "1998")]
    [InlineData("Weihnachten 24.12.1998/MOV001.avi", "1998-12-24")]
    [InlineData("19981224_Xmas/MOV001.avi", "1998-12-24")]
    [InlineData("December 1998/tape 1/MOV001.avi", "1998-12")]
    [InlineData("Tapes/1998-12 Alps/MOV001.avi", "1998-12")]
    [InlineData("1998/12/24/MOV001.avi", "1998-12-24")]
    [InlineData("1998/07/MOV001.avi", "1998-07")]
    [InlineData("1990s/MOV001.avi", "199X")]
    [InlineData("Home videos 1998-2001/MOV001.avi", "1998/2001")]
    [InlineData(@"1998 Christmas\MOV001.avi", "1998")]
    [InlineData("1998 Christmas/2001 party.avi", "1998")]
    [InlineData("Christmas 1998/MOV001.avi", "1998")]
    [InlineData("Christmas/1998.avi", null)]
    [InlineData("1080p 1920x1080/MOV001.avi", null)]
    [InlineData("2041 space/MOV001.avi", null)]
    [InlineData("tape 12 of 19/MOV001.avi", null)]
    [InlineData("07/MOV001.avi", null)]
    [InlineData("1998.avi", null)]
    [InlineData(null, null)]
    public void Finds_the_date_in_the_name_of_a_folder(string? path, string? date) =>
        FolderDate.In(path, new DateOnly(2026, 1, 1))?.Text.Should().Be(date);

    [Theory]
    [InlineData("1998 Christmas/MOV001.avi", null, null, "1998")]
    [InlineData("1998 Christmas/MOV001.avi", "2019-03-01T12:00:00Z", null, "1998")]
    [InlineData("1998 Christmas/MOV001.avi", "1998-12-24T18:30:00Z", "1998-12-24 18:30:00", null)]
    [InlineData("1998-12-24 Xmas/MOV001.avi", "2019-03-01T12:00:00Z", "1998-12-24", null)]
    [InlineData("1998 Christmas/VID_19981225_101112.avi", null, "1998-12-25 10:11:12", null)]
    [InlineData("Christmas/MOV001.avi", "1998-12-24T18:30:00Z", "1998-12-24 18:30:00", null)]
    public void The_date_of_a_folder_is_used_if_the_file_has_none(
        string path,
        string? modified,
        string? exact,
        string? approximate
    )
    {
        var time = modified is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(modified, null);
        var hints = new RecordingDateHints(null, path.Split('/')[^1], time, path);

        (hints.Date(Now, TimeZoneInfo.Utc)?.ToString(), hints.ApproximateDate(Now, TimeZoneInfo.Utc)?.Text)
            .Should()
            .Be((exact, approximate));
    }

    [Theory]
    [InlineData("1000012345.mp4", "2024-05-01 12:00", null, "1 May 2024, 12:00")]
    [InlineData("IMG_0001.MOV", "2024-05-01 12:00", null, "1 May 2024, 12:00")]
    [InlineData("MVI_0042 (2).AVI", "2024-05-01 12:00", null, "1 May 2024, 12:00")]
    [InlineData("VTS_01_1.VOB", "2024-05-01", null, "1 May 2024")]
    [InlineData("MOV001.avi", "2024-05-01 12:00", null, "1 May 2024, 12:00")]
    [InlineData("GX010042.MP4", "2024-05-01 12:00", null, "1 May 2024, 12:00")]
    [InlineData("MOV001.avi", null, "1998 Christmas/MOV001.avi", "1998 Christmas – MOV001")]
    [InlineData("00001.MTS", null, "Tape 1/AVCHD/BDMV/STREAM/00001.MTS", "Tape 1 – 00001")]
    [InlineData("MOV001.avi", null, null, "MOV001")]
    [InlineData("Birthday_1.mp4", "2024-05-01 12:00", null, "Birthday 1")]
    [InlineData("VID_20190704_153012.mp4", "2019-07-04 15:30", null, "VID 20190704 153012")]
    public void A_file_named_by_a_counter_gets_a_title_from_its_date_or_folder(
        string name,
        string? recorded,
        string? path,
        string title
    )
    {
        var date = recorded is null ? null : RecordingDate.Parse(recorded, TimeZoneInfo.Utc);

        UploadTitle.Of(new UploadDetails(name, null, null) { RelativePath = path }, date, null).Should().Be(title);
    }
}
