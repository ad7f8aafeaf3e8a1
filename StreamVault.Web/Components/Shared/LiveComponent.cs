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
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<Task> _following = [];
    private bool _outdated;

    // The capacity is one, so that any number of events within the pause cause a single redraw.
    private readonly Channel<bool> _wishes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>The source of events.</summary>
    [Inject]
    protected EventHub Events { get; set; } = default!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Clock { get; set; } = default!;

    /// <summary>Cancelled when the component is disposed.</summary>
    protected CancellationToken Leaving => _leaving.Token;

    /// <summary>
    /// Reads the data that the component shows. Called again before the next redraw after <see cref="Outdate"/>.
    /// </summary>
    protected virtual Task ReadAsync() => Task.CompletedTask;

    /// <summary>Marks the data as outdated: it is soon read again and redrawn.</summary>
    protected void Outdate()
    {
        _outdated = true;
        RedrawSoon();
    }

    /// <summary>Handles every event of a type on the component's dispatcher and redraws soon after.</summary>
    /// <remarks>Call before the first query, so that no event is missed in between.</remarks>
    protected void Follow<T>(Action<T> note)
        where T : class
    {
        if (RendererInfo.IsInteractive)
        {
            var events = Events.WatchAsync<T>(Leaving);
            Run(() => ListenAsync(events, note));
        }
    }

    /// <summary>Redraws at an interval, for content that depends on the current time.</summary>
    protected void RedrawEvery(TimeSpan interval)
    {
        if (RendererInfo.IsInteractive)
        {
            Run(() => TickAsync(interval));
        }
    }

    /// <summary>
    /// Starts an action that prompts the user or takes a long time, without blocking the menu it was chosen from.
    /// </summary>
    protected void Begin(Func<Task> act) => _ = UntilLeavingAsync(act);

    /// <summary>Redraws soon.</summary>
    protected void RedrawSoon() => _wishes.Writer.TryWrite(true);

    private void Run(Func<Task> loop)
    {
        if (_following.Count == 0)
        {
            _following.Add(UntilLeavingAsync(RedrawAsync));
        }

        _following.Add(UntilLeavingAsync(loop));
    }

    private async Task UntilLeavingAsync(Func<Task> loop)
    {
        try
        {
            await loop();
        }
        catch (Exception) when (_leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception broken)
        {
            await DispatchExceptionAsync(broken);
        }
    }

    private async Task ListenAsync<T>(IAsyncEnumerable<T> events, Action<T> note)
    {
        await foreach (var happened in events)
        {
            await InvokeAsync(() => note(happened));
            RedrawSoon();
        }
    }

    private async Task TickAsync(TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval, Clock);
        while (await timer.WaitForNextTickAsync(Leaving))
        {
            RedrawSoon();
        }
    }

    private async Task RedrawAsync()
    {
        await foreach (var _ in _wishes.Reader.ReadAllAsync(Leaving))
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
            await Task.Delay(RedrawPause, Clock, Leaving);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await LetGoAsync();
        await Task.WhenAll(_following);
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the component's own resources, such as a JavaScript module.</summary>
    protected virtual ValueTask LetGoAsync() => ValueTask.CompletedTask;
}
