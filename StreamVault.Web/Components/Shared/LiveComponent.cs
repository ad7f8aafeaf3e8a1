using System.Threading.Channels;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Events;

namespace StreamVault.Web.Components.Shared;

/// <summary>
/// A component that follows what happens in the vault while a person looks at it. It listens only once it is interactive,
/// redraws at most four times a second however much happens, and has let go of everything when it is disposed.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan RedrawPause = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<Task> _following = [];
    private bool _outdated;

    // Room for one wish: any number of events within the pause are one redraw.
    private readonly Channel<bool> _wishes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Where events come from.</summary>
    [Inject]
    protected EventHub Events { get; set; } = default!;

    /// <summary>The time.</summary>
    [Inject]
    protected TimeProvider Clock { get; set; } = default!;

    /// <summary>Cancelled when the component goes.</summary>
    protected CancellationToken Leaving => _leaving.Token;

    /// <summary>Reads what the component shows. Called again before a redraw once <see cref="Outdate"/> was.</summary>
    protected virtual Task ReadAsync() => Task.CompletedTask;

    /// <summary>What was read is old: reads it again, and redraws, soon.</summary>
    protected void Outdate()
    {
        _outdated = true;
        RedrawSoon();
    }

    /// <summary>Takes note of every event of a type, on the component's own dispatcher, and redraws soon after.</summary>
    /// <remarks>Call before the first query, so that nothing is missed between the two.</remarks>
    protected void Follow<T>(Action<T> note)
        where T : class
    {
        if (RendererInfo.IsInteractive)
        {
            var events = Events.WatchAsync<T>(Leaving);
            Run(() => ListenAsync(events, note));
        }
    }

    /// <summary>Redraws regularly, for what changes by the mere passing of time.</summary>
    protected void RedrawEvery(TimeSpan interval)
    {
        if (RendererInfo.IsInteractive)
        {
            Run(() => TickAsync(interval));
        }
    }

    /// <summary>Begins something that asks the person and may take long, without holding up the menu it was chosen from.</summary>
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

    /// <summary>Lets go of what the component itself holds, such as a module in the browser.</summary>
    protected virtual ValueTask LetGoAsync() => ValueTask.CompletedTask;
}
