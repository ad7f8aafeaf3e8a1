using System.Threading.Channels;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Events;

namespace StreamVault.Web.Components.Shared;

/// <summary>
/// A component that updates when events occur in the vault. It subscribes only when it is interactive, redraws at most
/// four times a second regardless of the number of events, and releases everything when it is disposed.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan RedrawPause = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource _disposal = new();
    private readonly List<Task> _loops = [];
    private bool _outdated;

    // The capacity is one, so that any number of events within the pause cause a single redraw.
    private readonly Channel<bool> _redraws = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>The source of events.</summary>
    [Inject]
    protected EventHub Events { get; set; } = default!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Clock { get; set; } = default!;

    /// <summary>Starts without subscriptions.</summary>
    protected LiveComponent() => DisposalToken = _disposal.Token;

    /// <summary>Cancelled when the component is disposed. Can be used after that, too.</summary>
    protected CancellationToken DisposalToken { get; }

    /// <summary>
    /// Reads the data that the component shows. Called again before the next redraw after <see cref="Invalidate"/>.
    /// </summary>
    protected virtual Task ReadAsync() => Task.CompletedTask;

    /// <summary>Marks the data as outdated: it is soon read again and redrawn.</summary>
    protected void Invalidate()
    {
        _outdated = true;
        RedrawSoon();
    }

    /// <summary>Handles every event of a type on the component's dispatcher and redraws soon after.</summary>
    /// <remarks>Call before the first query, so that no event is missed in between.</remarks>
    protected void Subscribe<T>(Action<T> handle)
        where T : class
    {
        if (RendererInfo.IsInteractive)
        {
            var events = Events.WatchAsync<T>(DisposalToken);
            Start(() => ListenAsync(events, handle));
        }
    }

    /// <summary>Redraws at an interval, for content that depends on the current time.</summary>
    protected void RedrawEvery(TimeSpan interval)
    {
        if (RendererInfo.IsInteractive)
        {
            Start(() => TickAsync(interval, RedrawSoon));
        }
    }

    /// <summary>Reads the data again at an interval, for state that changes without an event.</summary>
    protected void ReadEvery(TimeSpan interval)
    {
        if (RendererInfo.IsInteractive)
        {
            Start(() => TickAsync(interval, Invalidate));
        }
    }

    /// <summary>
    /// Starts an action that prompts the user or takes a long time, so that the menu it was chosen from can close.
    /// </summary>
    protected void RunInBackground(Func<Task> action) => _ = UntilDisposedAsync(action);

    /// <summary>Redraws soon.</summary>
    protected void RedrawSoon() => _redraws.Writer.TryWrite(true);

    private void Start(Func<Task> loop)
    {
        if (_loops.Count == 0)
        {
            _loops.Add(UntilDisposedAsync(RedrawAsync));
        }

        _loops.Add(UntilDisposedAsync(loop));
    }

    private async Task UntilDisposedAsync(Func<Task> loop)
    {
        try
        {
            await loop();
        }
        catch (Exception) when (_disposal.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task ListenAsync<T>(IAsyncEnumerable<T> events, Action<T> handle)
    {
        await foreach (var happened in events)
        {
            await InvokeAsync(() => handle(happened));
            RedrawSoon();
        }
    }

    private async Task TickAsync(TimeSpan interval, Action act)
    {
        using var timer = new PeriodicTimer(interval, Clock);
        while (await timer.WaitForNextTickAsync(DisposalToken))
        {
            act();
        }
    }

    private async Task RedrawAsync()
    {
        await foreach (var _ in _redraws.Reader.ReadAllAsync(DisposalToken))
        {
            await InvokeAsync(async () =>
            {
                if (_outdated)
                {
                    _outdated = false;
                    await ReadAsync();
                }

                StateHasChanged();
            });
            await Task.Delay(RedrawPause, Clock, DisposalToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _disposal.CancelAsync();
        await ReleaseAsync();
        await Task.WhenAll(_loops);
        _disposal.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the component's own resources, such as a JavaScript module.</summary>
    protected virtual ValueTask ReleaseAsync() => ValueTask.CompletedTask;
}
