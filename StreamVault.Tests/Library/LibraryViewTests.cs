using System.Web;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Web.Library.Lists;

namespace StreamVault.Tests.Library;

public sealed class LibraryViewTests
{
    public static TheoryData<LibraryView, string> Views =>
        new()
        {
            { new LibraryView(), "./" },
            { new LibraryView("tom & sara #1", Sort: VideoSort.Relevance), "./?q=tom%20%26%20sara%20%231" },
            { new LibraryView("sara", Sort: VideoSort.RecordedLast), "./?q=sara&sort=recordedlast" },
            { new LibraryView(Status: VideoStatus.Failed), "./?status=attention" },
            { new LibraryView(WithWarnings: true), "./?status=warnings" },
            { new LibraryView(Favourites: true, Private: true), "./?fav=1&private=1" },
            { new LibraryView(Undated: true, Sort: VideoSort.Newest), "./?undated=1&sort=newest" },
            { new LibraryView(FilmedOn: new DayOfYear(12, 24)), "./?day=12-24" },
            { new LibraryView(FilmedOn: new DayOfYear(2, 29, 3)), "./?week=02-29" },
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

        LibraryView.Parse(HttpUtility.ParseQueryString(new Uri(new Uri("http://vault"), url).Query)).Should().Be(view);
    }

    [Theory]
    [InlineData("q=%20&status=nonsense&sort=nonsense&view=nonsense")]
    [InlineData("sort=17&fav=2&private=yes&undated=0&day=02-30&week=7")]
    public void Invalid_parameters_are_ignored(string query) =>
        LibraryView.Parse(HttpUtility.ParseQueryString(query)).Should().Be(new LibraryView());

    [Fact]
    public void A_day_of_a_leap_year_is_valid() => DayOfYear.Parse("02-29").Should().Be(new DayOfYear(2, 29));

    [Fact]
    public void The_order_and_layout_are_no_filters()
    {
        new LibraryView(Sort: VideoSort.Title, AsList: true).Filters.Should().BeFalse();
        new LibraryView(Undated: true).Filters.Should().BeTrue();
        new LibraryView("beach").Filters.Should().BeTrue();
    }
}
