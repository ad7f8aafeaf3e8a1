using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Waits for conditions by polling until a deadline.</summary>
public static class Until
{
    // Most conditions are soon true. Those that aren't shouldn't keep a core busy.
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>The deadline for anything that needs no encoding. Much longer than usual, because the machine may be busy.</summary>
    public static TimeSpan Soon { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The deadline for encoding a short clip.</summary>
    public static TimeSpan Encoded { get; } = TimeSpan.FromMinutes(8);

    /// <summary>Waits until a condition is true.</summary>
    /// <param name="condition">Checked every 5 ms at first, and then less and less often, up to every 50 ms.</param>
    /// <param name="deadline">Default <see cref="Soon"/>.</param>
    /// <param name="because">Details for the failure message, evaluated at the deadline, such as the last state.</param>
    /// <param name="expression">Set by the compiler.</param>
    public static Task TrueAsync(
        Func<Task<bool>> condition,
        TimeSpan? deadline = null,
        Func<string>? because = null,
        [CallerArgumentExpression(nameof(condition))] string expression = ""
    ) => GotAsync(async () => await condition() ? "true" : null, deadline, because, expression);

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, TimeSpan?, Func{string}?, string)" />
    public static Task TrueAsync(
        Func<bool> condition,
        TimeSpan? deadline = null,
        Func<string>? because = null,
        [CallerArgumentExpression(nameof(condition))] string expression = ""
    ) => GotAsync(() => Task.FromResult(condition() ? "true" : null), deadline, because, expression);

    /// <summary>Waits until a value is available, and returns it.</summary>
    /// <param name="get">Returns null while the value isn't available.</param>
    /// <param name="deadline">Default <see cref="Soon"/>.</param>
    /// <param name="because">Details for the failure message.</param>
    /// <param name="expression">Set by the compiler.</param>
    public static async Task<T> GotAsync<T>(
        Func<Task<T?>> get,
        TimeSpan? deadline = null,
        Func<string>? because = null,
        [CallerArgumentExpression(nameof(get))] string expression = ""
    )
        where T : class
    {
        var limit = deadline ?? Soon;
        var waited = Stopwatch.StartNew();
        var interval = ShortestInterval;
        while (true)
        {
            if (await get() is { } got)
            {
                return got;
            }

            if (waited.Elapsed > limit)
            {
                throw new TimeoutException(
                    $"Not true within {limit.TotalSeconds:0} s: {expression}. {because?.Invoke()}"
                );
            }

            await Task.Delay(interval);
            interval = interval * 1.5 < LongestInterval ? interval * 1.5 : LongestInterval;
        }
    }
}
