using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Holds back a page's requests that upload bytes until it is opened, or makes them fail.</summary>
internal sealed class UploadGate
{
    private readonly TaskCompletionSource _requestReceived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _addresses = [];
    private volatile bool _isOpen;
    private volatile bool _isFailing;
    private IRoute? _heldBack;

    /// <summary>Completes when the first request was held back.</summary>
    public Task RequestReceived => _requestReceived.Task.WaitAsync(Until.Soon);

    /// <summary>The addresses of all requests that upload bytes.</summary>
    public IReadOnlyList<string> Addresses => _addresses;

    /// <summary>The number of requests that were made to fail.</summary>
    public int FailedRequests { get; private set; }

    /// <summary>Lets all further requests through.</summary>
    public void Open() => (_isOpen, _isFailing) = (true, false);

    /// <summary>Makes the held-back request and all further ones fail, as if the network were down.</summary>
    public Task FailAsync()
    {
        _isFailing = true;
        return AbortAsync(_heldBack!);
    }

    public async Task HandleAsync(IRoute route)
    {
        if (_isFailing)
        {
            await AbortAsync(route);
            return;
        }

        if (route.Request.Method == "PATCH")
        {
            _addresses.Add(route.Request.Url);
            if (!_isOpen)
            {
                _heldBack = route;
                _requestReceived.TrySetResult();
                return; // Never answered: the page aborts it.
            }
        }

        await route.ContinueAsync();
    }

    private async Task AbortAsync(IRoute route)
    {
        await route.AbortAsync("internetdisconnected");
        FailedRequests++;
    }
}
