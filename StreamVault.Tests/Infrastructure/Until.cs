using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Waits for the thing itself, never for a while: looks again and again until a deadline.</summary>
public static class Until
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a test waits for something that needs no encoding. Far above what it takes, since machines are busy.</summary>
    public static TimeSpan Soon { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a test waits for a short clip to be encoded.</summary>
    public static TimeSpan Encoded { get; } = TimeSpan.FromMinutes(8);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">Looked at every 50 ms.</param>
    /// <param name="deadline">Default <see cref="Soon"/>.</param>
    /// <param name="because">More to say when it never holds, asked for at the end: the state that was seen last.</param>
    /// <param name="expression">Filled in by the compiler.</param>
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

    /// <summary>Waits until there is something to get, and gets it.</summary>
    /// <param name="get">Null for "not yet".</param>
    /// <param name="deadline">Default <see cref="Soon"/>.</param>
    /// <param name="because">More to say when it never comes.</param>
    /// <param name="expression">Filled in by the compiler.</param>
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
        while (true)
        {
            if (await get() is { } got)
            {
                return got;
            }

            if (waited.Elapsed > limit)
            {
                throw new TimeoutException(
                    $"Waited {limit.TotalSeconds:0} s in vain for: {expression}. {because?.Invoke()}"
                );
            }

            await Task.Delay(Interval);
        }
    }
}
