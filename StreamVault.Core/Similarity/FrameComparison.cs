namespace StreamVault.Core.Similarity;

/// <summary>How alike two sequences of small gray frames are.</summary>
/// <param name="Scene">The correlation of their average pictures, from -1 to 1.</param>
/// <param name="Motion">The correlation of what changes over time, from -1 to 1; null if nothing moves.</param>
internal readonly record struct FrameSimilarity(double Scene, double? Motion)
{
    // Measured: copies reached 0.94 and 0.93, other moments of the same scene 0.98 and 0.45, unrelated videos 0.52.
    private const double MinScene = 0.8;
    private const double MinMotion = 0.7;

    /// <summary>Whether both show the same moment.</summary>
    public bool IsSameMoment => Scene >= MinScene && (Motion is not { } motion || motion >= MinMotion);
}

/// <summary>
/// Compares short sequences of frames of two videos in detail. Two recordings of the same place have similar pictures, but
/// different things move in them. Pure.
/// </summary>
internal static class FrameComparison
{
    /// <summary>The width and height of a frame in pixels.</summary>
    public const int Side = 16;

    /// <summary>The size of a frame in bytes.</summary>
    public const int Pixels = Side * Side;

    /// <summary>Frames per second.</summary>
    public const int Rate = 8;

    // The square of the smallest average change, in levels of brightness, that isn't compression noise.
    private const double MinChange = 1.0;

    // At least this part of the shorter sequence must overlap.
    private const double MinOverlap = 2.0 / 3;

    /// <summary>Compares two sequences at every possible shift, because their times aren't known exactly.</summary>
    /// <param name="first">The frames of the first, one after the other.</param>
    /// <param name="second">The frames of the second.</param>
    /// <returns>The likeness at the best shift.</returns>
    public static FrameSimilarity Compare(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var (firstCount, secondCount) = (first.Length / Pixels, second.Length / Pixels);
        var least = Math.Max(1, (int)Math.Ceiling(MinOverlap * Math.Min(firstCount, secondCount)));
        var best = new FrameSimilarity(-1, -1);
        for (var shift = least - firstCount; shift <= secondCount - least; shift++)
        {
            var (firstStart, secondStart) = (Math.Max(0, -shift), Math.Max(0, shift));
            var count = Math.Min(firstCount - firstStart, secondCount - secondStart);
            if (count < least)
            {
                continue;
            }

            var likeness = At(
                first.Slice(firstStart * Pixels, count * Pixels),
                second.Slice(secondStart * Pixels, count * Pixels)
            );
            if (Total(likeness) > Total(best))
            {
                best = likeness;
            }
        }

        return best;
    }

    private static double Total(FrameSimilarity likeness) => likeness.Scene + (likeness.Motion ?? 1);

    private static FrameSimilarity At(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var count = first.Length / Pixels;
        var (scene, changes) = (new Correlation(), new Correlation());
        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            var (firstMean, secondMean) = (0.0, 0.0);
            for (var i = pixel; i < first.Length; i += Pixels)
            {
                firstMean += first[i];
                secondMean += second[i];
            }

            (firstMean, secondMean) = (firstMean / count, secondMean / count);
            scene.Add(firstMean, secondMean);
            for (var i = pixel; i < first.Length; i += Pixels)
            {
                changes.Add(first[i] - firstMean, second[i] - secondMean);
            }
        }

        var moves = Math.Max(changes.FirstVariance, changes.SecondVariance) >= MinChange;
        return new FrameSimilarity(scene.Value, moves ? changes.Value : null);
    }

    private struct Correlation
    {
        private double _count;
        private double _first;
        private double _second;
        private double _firstSquares;
        private double _secondSquares;
        private double _products;

        public readonly double FirstVariance => Variance(_first, _firstSquares);

        public readonly double SecondVariance => Variance(_second, _secondSquares);

        public readonly double Value
        {
            get
            {
                var deviations = Math.Sqrt(FirstVariance * SecondVariance);
                return deviations == 0 ? 0 : (_products - _first * _second / _count) / _count / deviations;
            }
        }

        public void Add(double first, double second)
        {
            _count++;
            _first += first;
            _second += second;
            _firstSquares += first * first;
            _secondSquares += second * second;
            _products += first * second;
        }

        private readonly double Variance(double sum, double squares) =>
            _count == 0 ? 0 : Math.Max(0, squares - sum * sum / _count) / _count;
    }
}
