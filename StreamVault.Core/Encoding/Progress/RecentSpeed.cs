namespace StreamVault.Core.Encoding.Progress;

/// <summary>The recent growth rate of a value. FFmpeg's own figures are averages since its start.</summary>
/// <param name="windowAt">The length of the window after an elapsed time.</param>
internal sealed class RecentSpeed(Func<TimeSpan, TimeSpan> windowAt)
{
    private const int MaxSamples = 512;
    private static readonly TimeSpan MinElapsed = TimeSpan.FromSeconds(3);
    private readonly List<(TimeSpan At, double Amount)> _samples = [];
    private TimeSpan? _began;

    /// <summary>The speed over the last 30 s, for display.</summary>
    public static RecentSpeed Current() => new(_ => TimeSpan.FromSeconds(30));

    /// <summary>
    /// The speed over the last three quarters of the time, and at least ten minutes, for forecasts: easy and hard scenes
    /// average out, and initial load on the machine is forgotten.
    /// </summary>
    public static RecentSpeed LongTerm() =>
        new(elapsed => elapsed * 0.75 > TimeSpan.FromMinutes(10) ? elapsed * 0.75 : TimeSpan.FromMinutes(10));

    public void Add(TimeSpan at, double amount)
    {
        if (_samples is [var first] && amount <= first.Amount)
        {
            // Until the value grows, programs are still starting.
            Restart();
        }

        _began ??= at;
        _samples.Add((at, amount));
        var window = windowAt(at - _began.Value);
        var old = _samples.FindIndex(sample => at - sample.At <= window);
        _samples.RemoveRange(0, Math.Clamp(old, 0, Math.Max(0, _samples.Count - 2)));
        if (_samples.Count > MaxSamples)
        {
            DropEveryOtherSample();
        }
    }

    public void Restart()
    {
        _samples.Clear();
        _began = null;
    }

    /// <summary>The growth per second; null if there is too little data or no growth.</summary>
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
            return elapsed >= MinElapsed && to.Amount > from.Amount
                ? (to.Amount - from.Amount) / elapsed.TotalSeconds
                : null;
        }
    }

    // Keeps every other sample, so that a day of encoding needs no more memory than a minute.
    private void DropEveryOtherSample()
    {
        var newest = _samples[^1];
        var thinned = _samples.Where((_, index) => index % 2 == 0).ToList();
        _samples.Clear();
        _samples.AddRange(thinned);
        if (_samples[^1] != newest)
        {
            _samples.Add(newest);
        }
    }
}
