using StreamVault.Core.Entities;

namespace StreamVault.Core.Tokens;

/// <summary>
/// Secrets of recently revoked tokens: a player that still sends one is not guessing. Remembers at most <see cref="Most"/>
/// and forgets the oldest. Thread-safe.
/// </summary>
internal sealed class InactiveTokens
{
    /// <summary>How many are remembered.</summary>
    public const int Most = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<SecretHash> _inOrder = new();
    private readonly HashSet<SecretHash> _secrets = [];

    public void Add(SecretHash secret)
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

    public bool Contains(SecretHash secret)
    {
        lock (_lock)
        {
            return _secrets.Contains(secret);
        }
    }
}
