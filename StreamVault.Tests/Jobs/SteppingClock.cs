using Microsoft.Extensions.Time.Testing;

namespace StreamVault.Tests.Jobs;

/// <summary>A clock that can be set without affecting elapsed time.</summary>
internal sealed class SteppingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _step;

    public void Step(TimeSpan step) => _step += step;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _step;

    // Overridden, since the base class derives the timestamp from the time of day.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
