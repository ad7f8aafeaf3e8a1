using System.Text.Json;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Tests.Components;
using StreamVault.Web.Commands;

namespace StreamVault.Tests.Commands;

public sealed class ListCommandTests : PageFixture
{
    [Fact]
    public async Task Private_videos_are_listed_and_marked()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready, ageInDays: 2);
        await AddVideoAsync("Birth", VideoStatus.Ready, (video, _) => video.IsPrivate = true, ageInDays: 1);

        var videos = await ListCommand.AllAsync(Get<VideoLibrary>(), Ct);

        var table = ListCommand.Table(videos).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        table.Should().HaveCount(2);
        table[0].Should().EndWith("  Beach");
        table[1].Should().EndWith("  Birth (private)");
        JsonSerializer
            .Deserialize<JsonElement[]>(ListCommand.Json(videos))!
            .Select(video => (video.GetProperty("title").GetString(), video.GetProperty("private").GetBoolean()))
            .Should()
            .Equal(("Beach", false), ("Birth", true));
    }
}
