using StreamVault.Core.Entities;

namespace StreamVault.Core.Tokens;

/// <summary>
/// The secrets of recently revoked tokens: a player that still sends one is not guessing. Stores at most
/// <see cref="Most"/> and removes the oldest first. Thread-safe.
/// </summary>
internal sealed class InactiveTokens
{
    /// <summary>The maximum number of secrets.</summary>
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
