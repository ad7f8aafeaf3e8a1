using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Web.BulkEdits;

namespace StreamVault.Tests.BulkEdits;

public sealed class TitlePatternTests
{
    [Theory]
    [InlineData("{title}", "MOV001")]
    [InlineData("Christmas {n}", "Christmas 03")]
    [InlineData("{DATE} {title} {N}", "1998-12~ MOV001 03")]
    public void Fills_in_the_title_the_date_and_the_number(string pattern, string expected)
    {
        var video = new Video
        {
            Title = "MOV001",
            OriginalFilename = "MOV001.MOV",
            ApproximateDate = EdtfDate.Parse("1998-12~", null),
        };

        TitlePattern.Apply(pattern, video, 3, 40).Should().Be(expected);
    }
}
