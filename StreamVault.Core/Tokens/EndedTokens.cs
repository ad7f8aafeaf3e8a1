namespace StreamVault.Core.Tokens;

/// <summary>
/// The secrets that were right until lately: a player that still brings one has been left behind, and guesses nothing.
/// Remembers at most <see cref="Most"/>, and forgets the oldest. Thread-safe.
/// </summary>
internal sealed class EndedTokens
{
    /// <summary>How many are remembered.</summary>
    public const int Most = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<string> _inOrder = new();
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    public void Add(string secret)
    {
        lock (_lock)
        {
            if (!_secrets.Add(secret))
            {
                return;
            }

            _inOrder.Enqueue(secret);
            if (_inOrder.Count > Most)
            {
                _secrets.Remove(_inOrder.Dequeue());
            }
        }
    }

    public bool Contains(string secret)
    {
        lock (_lock)
        {
            return _secrets.Contains(secret);
        }
    }
}
