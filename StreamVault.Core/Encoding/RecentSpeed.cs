namespace StreamVault.Core.Encoding;

/// <summary>How fast something has been growing over the last while. FFmpeg's own figures are averages since its start.</summary>
internal sealed class RecentSpeed
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);
    private readonly Queue<(TimeSpan At, double Amount)> _samples = new();

    public void Add(TimeSpan at, double amount)
    {
        _samples.Enqueue((at, amount));
        while (_samples.Count > 2 && at - _samples.Peek().At > Window)
        {
            _samples.Dequeue();
        }
    }

    public void Restart() => _samples.Clear();

    /// <summary>Growth a second; null while too little has been seen, or nothing grew.</summary>
    public double? PerSecond
    {
        get
        {
            if (_samples.Count < 2)
            {
                return null;
            }

            var (from, to) = (_samples.Peek(), _samples.Last());
            var elapsed = to.At - from.At;
            return elapsed >= Enough && to.Amount > from.Amount
                ? (to.Amount - from.Amount) / elapsed.TotalSeconds
                : null;
        }
    }
}
