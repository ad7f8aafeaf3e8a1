using Microsoft.Extensions.Time.Testing;

namespace StreamVault.Tests.Jobs;

/// <summary>A clock that a person or a time server sets, while the time that passes stays what it is.</summary>
internal sealed class SteppingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _step;

    public void Step(TimeSpan step) => _step += step;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _step;

    // Of its own, since the base class takes it from the time of day.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
