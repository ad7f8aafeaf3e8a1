using System.Diagnostics.CodeAnalysis;

namespace StreamVault.Core.Throttling;

/// <summary>Something about each of the addresses that were set last; the one set longest ago is forgotten first.</summary>
/// <remarks>Not thread-safe.</remarks>
/// <param name="most">How many addresses are remembered; more never occupy memory.</param>
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
