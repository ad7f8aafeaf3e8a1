using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Throttling;

namespace StreamVault.Tests.Throttling;

public sealed class ThrottleTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private static readonly RemoteAddress _one = RemoteAddress.Of(IPAddress.Parse("192.0.2.1"));
    private static readonly RemoteAddress _other = RemoteAddress.Of(IPAddress.Parse("192.0.2.2"));
    private readonly FakeTimeProvider _clock = new();
    private readonly Throttle _throttle;

    public ThrottleTests() => _throttle = new Throttle(new ThrottleRule(3, _minute, _minute, 5 * _minute), _clock);

    [Fact]
    public void The_last_attempt_starts_the_block_and_further_ones_are_refused()
    {
        Count(_one, 3).Should().Equal(Left(), Left(), new ThrottleVerdict(false, _minute));

        _clock.Advance(TimeSpan.FromSeconds(20));

        Count(_one, 2).Should().AllBeEquivalentTo(new ThrottleVerdict(true, TimeSpan.FromSeconds(40)));
        Count(_other, 1).Should().Equal(Left());
    }

    [Fact]
    public void Attempts_outside_the_period_do_not_add_up()
    {
        for (var i = 0; i < 20; i++)
        {
            _throttle.Count(_one).Should().Be(Left());
            _clock.Advance(_minute / 2);
        }
    }

    [Fact]
    public void Each_block_doubles_up_to_the_maximum_and_is_short_again_after_a_pause()
    {
        var waits = Enumerable.Range(0, 5).Select(_ => WaitOut()).ToList();
        _clock.Advance(5 * _minute);

        waits.Append(WaitOut()).Select(wait => wait.TotalMinutes).Should().Equal(1, 2, 4, 5, 5, 1);
    }

    [Fact]
    public void A_reset_address_has_all_attempts_again()
    {
        Count(_one, 3);

        _throttle.Reset(_one);

        Count(_one, 2).Should().AllBeEquivalentTo(Left());
    }

    [Fact]
    public void Only_the_most_recent_addresses_are_remembered()
    {
        Count(_one, 3);
        for (var i = 0; i < Throttle.MaxAddresses - 1; i++)
        {
            _throttle.Count(Nth(i));
        }

        _throttle.Addresses.Should().Be(Throttle.MaxAddresses);
        _throttle.Count(_one).IsRefused.Should().BeTrue("it is still remembered and no longer the oldest");
        for (var i = 0; i < 50_000; i++)
        {
            _throttle.Count(Nth(i + Throttle.MaxAddresses));
        }

        _throttle.Addresses.Should().Be(Throttle.MaxAddresses);
        _throttle.Count(_one).Should().Be(Left(), "it is forgotten");
    }

    [Fact]
    public void Concurrent_attempts_all_count()
    {
        var verdicts = new ThrottleVerdict[64];

        Parallel.For(0, verdicts.Length, i => verdicts[i] = _throttle.Count(_one));

        verdicts.Count(verdict => !verdict.IsRefused).Should().Be(3);
    }

    private TimeSpan WaitOut()
    {
        var wait = Count(_one, 3)[^1].Wait;
        _clock.Advance(wait);
        return wait;
    }

    private List<ThrottleVerdict> Count(RemoteAddress from, int times) =>
        [.. Enumerable.Range(0, times).Select(_ => _throttle.Count(from))];

    private static ThrottleVerdict Left() => new(false, TimeSpan.Zero);

    // Of 10.0.0.0/8.
    private static RemoteAddress Nth(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, 0x0a00_0000 + number);
        return RemoteAddress.Of(new IPAddress(bytes));
    }
}
