using StreamVault.Core.Events;

namespace StreamVault.Tests.Events;

public sealed class EventHubTests
{
    private sealed record Counted(int Number);

    private sealed record Other;

    [Fact]
    public async Task A_listener_gets_only_events_published_after_it_subscribed()
    {
        var hub = new EventHub();
        hub.Publish(new Counted(1));
        var heard = hub.WatchAsync<Counted>(CancellationToken.None);

        hub.Publish(new Other());
        hub.Publish(new Counted(2));

        await using var reading = heard.GetAsyncEnumerator();
        (await reading.MoveNextAsync()).Should().BeTrue();
        reading.Current.Number.Should().Be(2);
    }

    [Fact]
    public async Task A_slow_listener_misses_old_events_and_never_the_newest()
    {
        var hub = new EventHub();
        using var stop = new CancellationTokenSource();
        var heard = hub.WatchAsync<Counted>(stop.Token);

        for (var i = 1; i <= 1000; i++)
        {
            hub.Publish(new Counted(i));
        }

        var numbers = new List<int>();
        await foreach (var counted in heard)
        {
            numbers.Add(counted.Number);
            if (counted.Number == 1000)
            {
                break;
            }
        }

        numbers.Should().BeInAscendingOrder().And.EndWith(1000);
        numbers.Count.Should().BeLessThan(100);
    }
}
