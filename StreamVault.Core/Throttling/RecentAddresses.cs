using System.Diagnostics.CodeAnalysis;

namespace StreamVault.Core.Throttling;

/// <summary>
/// Stores a value for each of the most recently set addresses. The address set longest ago is removed first.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
/// <param name="most">The maximum number of addresses, which bounds memory use.</param>
internal sealed class RecentAddresses<T>(int most)
{
    private readonly Dictionary<RemoteAddress, LinkedListNode<KeyValuePair<RemoteAddress, T>>> _found = [];
    private readonly LinkedList<KeyValuePair<RemoteAddress, T>> _oldestFirst = new();

    public int Count => _found.Count;

    public bool TryGet(RemoteAddress address, [MaybeNullWhen(false)] out T value)
    {
        var known = _found.TryGetValue(address, out var node);
        value = known ? node!.ValueRef.Value : default;
        return known;
    }

    public void Set(RemoteAddress address, T value)
    {
        if (_found.TryGetValue(address, out var node))
        {
            _oldestFirst.Remove(node);
            node.Value = new(address, value);
            _oldestFirst.AddLast(node);
            return;
        }

        if (_found.Count >= most)
        {
            Remove(_oldestFirst.First!.ValueRef.Key);
        }

        _found[address] = _oldestFirst.AddLast(new KeyValuePair<RemoteAddress, T>(address, value));
    }

    public void Remove(RemoteAddress address)
    {
        if (_found.Remove(address, out var node))
        {
            _oldestFirst.Remove(node);
        }
    }
}
