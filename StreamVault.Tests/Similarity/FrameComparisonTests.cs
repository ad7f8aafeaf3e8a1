using StreamVault.Core.Similarity;

namespace StreamVault.Tests.Similarity;

public sealed class FrameComparisonTests
{
    [Fact]
    public void Confirms_a_darker_copy_that_starts_later()
    {
        var original = Scene(path: 1, from: 0, count: 60);
        var copy = Scene(path: 1, from: 7, count: 48).Select(pixel => (byte)(pixel * 0.8)).ToArray();

        FrameComparison.Compare(original, copy).IsSameMoment.Should().BeTrue();
    }

    [Fact]
    public void Rejects_another_moment_in_the_same_place()
    {
        var one = FrameComparison.Compare(Scene(path: 1, from: 0, count: 48), Scene(path: 2, from: 0, count: 72));

        one.Scene.Should().BeGreaterThan(0.8);
        one.IsSameMoment.Should().BeFalse();
    }

    [Fact]
    public void Rejects_another_place()
    {
        var other = Scene(path: 1, from: 0, count: 48).Reverse().ToArray();

        FrameComparison.Compare(Scene(path: 1, from: 0, count: 48), other).IsSameMoment.Should().BeFalse();
    }

    [Fact]
    public void Confirms_a_copy_of_a_still_scene()
    {
        byte[] still = [.. Enumerable.Repeat(Background(), 48).SelectMany(frame => frame)];

        var likeness = FrameComparison.Compare(still, still);

        (likeness.Motion, likeness.IsSameMoment).Should().Be((null, true));
    }

    // A bright square of 4×4 pixels on a path through a still scene.
    private static byte[] Scene(int path, int from, int count)
    {
        var random = new Random(path);
        var places = Enumerable.Range(0, 200).Select(_ => (random.Next(12), random.Next(12))).ToList();
        return
        [
            .. places
                .Skip(from)
                .Take(count)
                .SelectMany(place =>
                {
                    var frame = Background();
                    for (var i = 0; i < 16; i++)
                    {
                        frame[(place.Item2 + i / 4) * FrameComparison.Side + place.Item1 + i % 4] = 230;
                    }

                    return frame;
                }),
        ];
    }

    private static byte[] Background() =>
        [
            .. Enumerable
                .Range(0, FrameComparison.Pixels)
                .Select(i => (byte)(20 + i % FrameComparison.Side * 4 + i / FrameComparison.Side * 8)),
        ];
}
