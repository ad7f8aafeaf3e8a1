using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Requests of a page that bring bytes get no answer until they are let through.</summary>
internal sealed class HeldBytes
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _addresses = [];
    private volatile bool _open;
    private volatile bool _isBroken;
    private IRoute? _held;

    public Task Arrived => _arrived.Task.WaitAsync(Until.Soon);

    public IReadOnlyList<string> Addresses => _addresses;

    public int Broken { get; private set; }

    public void LetThrough() => (_open, _isBroken) = (true, false);

    /// <summary>The line of what is held breaks, and no other gets through.</summary>
    public Task BreakAsync()
    {
        _isBroken = true;
        return AbortAsync(_held!);
    }

    public async Task HandleAsync(IRoute route)
    {
        if (_isBroken)
        {
            await AbortAsync(route);
            return;
        }

        if (route.Request.Method == "PATCH")
        {
            _addresses.Add(route.Request.Url);
            if (!_open)
            {
                _held = route;
                _arrived.TrySetResult();
                return; // Never answered: the page gives it up.
            }
        }

        await route.ContinueAsync();
    }

    private async Task AbortAsync(IRoute route)
    {
        await route.AbortAsync("internetdisconnected");
        Broken++;
    }
}
