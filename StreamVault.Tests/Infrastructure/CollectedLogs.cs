using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace StreamVault.Tests.Infrastructure;

/// <summary>A line that the server logged.</summary>
public sealed record LogLine(LogLevel Level, string Category, string Message, Exception? Exception)
{
    /// <inheritdoc />
    public override string ToString() => $"{Level} {Category}: {Message} {Exception}".TrimEnd();
}

/// <summary>Collects everything that the server logs.</summary>
public sealed class CollectedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    /// <summary>The lines so far, in order.</summary>
    public IReadOnlyCollection<LogLine> Lines => _lines;

    /// <summary>Fails if anything was logged as an error or worse.</summary>
    public void AssertNoErrorsLogged() =>
        _lines.Where(line => line.Level >= LogLevel.Error).Should().BeEmpty("a healthy server logs no error");

    /// <summary>Fails if any line contains the secret, whatever its level.</summary>
    public void AssertNeverLogged(string secret) =>
        _lines
            .Select(line => line.ToString())
            .Should()
            .NotContain(line => line.Contains(secret, StringComparison.Ordinal), "logs must not contain secrets");

    /// <summary>Creates a logger for a class that a test constructs itself.</summary>
    public ILogger<T> Of<T>() => new LoggerFactory([this]).CreateLogger<T>();

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Collector(categoryName, _lines);

    /// <inheritdoc />
    public void Dispose() { }

    private sealed class Collector(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue(new LogLine(logLevel, category, formatter(state, exception), exception));
    }
}
