using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

public sealed class LibraryViewTests
{
    public static TheoryData<LibraryView, string> Views =>
        new()
        {
            { new LibraryView(), "./" },
            { new LibraryView("tom & sara #1"), "./?q=tom%20%26%20sara%20%231" },
            { new LibraryView(Status: VideoStatus.Failed), "./?status=attention" },
            { new LibraryView(WithWarnings: true), "./?status=warnings" },
            {
                new LibraryView("🎂", VideoStatus.Encoding, VideoSort.Longest, AsList: true),
                "./?q=%F0%9F%8E%82&status=preparing&sort=longest&view=list"
            },
        };

    [Theory]
    [MemberData(nameof(Views))]
    public void A_view_is_encoded_in_the_URL(LibraryView view, string url)
    {
        view.ToUrl().Should().Be(url);

        var query = System.Web.HttpUtility.ParseQueryString(new Uri(new Uri("http://vault"), url).Query);
        LibraryView.Parse(query["q"], query["status"], query["sort"], query["view"]).Should().Be(view);
    }

    [Theory]
    [InlineData("nonsense", "nonsense", "nonsense")]
    [InlineData("", "17", "")]
    public void Invalid_parameters_are_ignored(string status, string sort, string shape) =>
        LibraryView.Parse(" ", status, sort, shape).Should().Be(new LibraryView());
}
