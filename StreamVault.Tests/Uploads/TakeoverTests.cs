using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Persistence;
using StreamVault.Core.Uploads;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>A newer request takes over an upload from an older one.</summary>
public sealed class TakeoverTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_request_whose_whole_body_has_arrived_is_answered_although_a_newer_one_waits()
    {
        var clock = new WaitNotingClock();
        await using var app = new StreamVaultApp { Clock = clock };
        using var client = await app.SignInAsync();
        await client.TusBeginAsync(200);
        var uploads = app.Services.GetRequiredService<ResumableUploads>();
        await using var database = await app
            .Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>()
            .CreateDbContextAsync(Ct);
        var row = await database.ResumableUploads.SingleAsync(Ct);
        var (broken, newer) = (false, Task.FromResult<ResumeOutcome>(new ResumeOutcome.NotFound()));
        var bytes = new EndAfter(
            100,
            async () =>
            {
                newer = uploads.ReceiveAsync(
                    row.UserId,
                    row.Id,
                    0,
                    new UploadBody(Stream.Null, 0, null, () => { }),
                    Ct
                );
                await clock.NewerRequestWaits;
            }
        );

        var older = await uploads.ReceiveAsync(
            row.UserId,
            row.Id,
            0,
            new UploadBody(bytes, 100, null, () => broken = true),
            Ct
        );

        older.Should().BeOfType<ResumeOutcome.Waiting>().Which.Offset.Should().Be(100);
        broken.Should().BeFalse("its sender waits for the answer");
        (await newer).Should().Be(new ResumeOutcome.WrongOffset(100));
    }

    /// <summary>A body of zeros that does something before it ends.</summary>
    private sealed class EndAfter(int bytes, Func<Task> beforeEnd) : MemoryStream(new byte[bytes])
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            if (Position == Length)
            {
                await beforeEnd();
            }

            return await base.ReadAsync(buffer, cancellationToken);
        }
    }

    // In the future; otherwise, the client would drop the cookie first.
    private sealed class WaitNotingClock() : FakeTimeProvider(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null))
    {
        private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task NewerRequestWaits => _waits.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == UploadLocks.Timeout)
            {
                _waits.TrySetResult();
            }

            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
