namespace StreamVault.Core.Encoding.Progress;

/// <summary>How fast something has been growing over the last while. FFmpeg's own figures are averages since its start.</summary>
/// <param name="windowAt">How far to look back, after that much time.</param>
internal sealed class RecentSpeed(Func<TimeSpan, TimeSpan> windowAt)
{
    private const int MostSamples = 512;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);
    private readonly List<(TimeSpan At, double Amount)> _samples = [];
    private TimeSpan? _began;

    /// <summary>The pace of the last half minute: what a person sees.</summary>
    public static RecentSpeed OfTheMoment() => new(_ => TimeSpan.FromSeconds(30));

    /// <summary>
    /// The pace of the last three quarters of the time, and of ten minutes at least: what a forecast needs. Easy and hard
    /// scenes even out over it, and what the machine was busy with at first is forgotten.
    /// </summary>
    public static RecentSpeed OfMostOfTheTime() =>
        new(elapsed => elapsed * 0.75 > TimeSpan.FromMinutes(10) ? elapsed * 0.75 : TimeSpan.FromMinutes(10));

    public void Add(TimeSpan at, double amount)
    {
        if (_samples is [var first] && amount <= first.Amount)
        {
            // Until something grows programs only start, which is no pace.
            Restart();
        }

        _began ??= at;
        _samples.Add((at, amount));
        var window = windowAt(at - _began.Value);
        var old = _samples.FindIndex(sample => at - sample.At <= window);
        _samples.RemoveRange(0, Math.Clamp(old, 0, Math.Max(0, _samples.Count - 2)));
        if (_samples.Count > MostSamples)
        {
            Thin();
        }
    }

    public void Restart()
    {
        _samples.Clear();
        _began = null;
    }

    /// <summary>Growth a second; null while too little has been seen, or nothing grew.</summary>
    public double? PerSecond
    {
        get
        {
            if (_samples.Count < 2)
            {
                return null;
            }

            var (from, to) = (_samples[0], _samples[^1]);
            var elapsed = to.At - from.At;
            return elapsed >= Enough && to.Amount > from.Amount
                ? (to.Amount - from.Amount) / elapsed.TotalSeconds
                : null;
        }
    }

    // Every other one: a day of encoding needs no more memory than a minute.
    private void Thin()
    {
        var newest = _samples[^1];
        var kept = _samples.Where((_, index) => index % 2 == 0).ToList();
        _samples.Clear();
        _samples.AddRange(kept);
        if (_samples[^1] != newest)
        {
            _samples.Add(newest);
        }
    }
}
