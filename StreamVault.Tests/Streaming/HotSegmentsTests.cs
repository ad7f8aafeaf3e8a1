using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Entities;
using StreamVault.Web.Streaming;

namespace StreamVault.Tests.Streaming;

public sealed class HotSegmentsTests
{
    private static readonly VideoId Video = VideoId.New(DateTimeOffset.UnixEpoch);
    private readonly FakeTimeProvider _clock = new();
    private readonly HotSegments _hot;

    public HotSegmentsTests() => _hot = new HotSegments(_clock);

    [Fact]
    public void A_segment_is_hot_for_a_while_after_it_was_sent()
    {
        _hot.Contains(Video, "720p_000.ts").Should().BeFalse();
        _hot.Note(Video, "720p_000.ts");

        _clock.Advance(HotSegments.Cooling - TimeSpan.FromMilliseconds(1));
        _hot.Contains(Video, "720p_000.ts").Should().BeTrue();
        _hot.Contains(Video, "720p_001.ts").Should().BeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _hot.Contains(Video, "720p_000.ts").Should().BeFalse();
    }

    [Fact]
    public void No_more_than_a_number_of_them_are_remembered()
    {
        for (var i = 0; i < 3 * HotSegments.Most; i++)
        {
            _hot.Note(Video, Name(i));
        }

        Enumerable
            .Range(0, 3 * HotSegments.Most)
            .Count(i => _hot.Contains(Video, Name(i)))
            .Should()
            .Be(HotSegments.Most);
        _hot.Contains(Video, Name(3 * HotSegments.Most - 1)).Should().BeTrue();
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"720p_{i:000}.ts");
}
