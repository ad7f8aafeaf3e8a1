using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using StreamVault.Core.Hosting;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Startup;

/// <summary>Explains why the server or a command can't start, and what to do.</summary>
internal static class StartupFailures
{
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";

    // SQLite's primary result codes.
    private const int SqliteReadOnly = 8;
    private const int SqliteCantOpen = 14;

    /// <summary>
    /// Keeps the host and Kestrel from logging a stack trace for a startup failure that is explained in a sentence.
    /// The runtime still prints unexpected exceptions in full. Call this method after all other services are added.
    /// </summary>
    public static void AddStartupFailures(this WebApplicationBuilder builder)
    {
        var state = new StartupState();
        builder.Services.AddHostedService(_ => state);
        builder.Logging.AddFilter(
            "Microsoft.Extensions.Hosting.Internal.Host",
            level =>
                level >= LogLevel.Information
                && (state.HasStarted || level != LogLevel.Error && (level != LogLevel.Critical || !state.HasFailed))
        );
        builder.Logging.AddFilter(
            Kestrel,
            level => level >= LogLevel.Warning && (level != LogLevel.Critical || state.HasStarted)
        );
    }

    /// <summary>Whether the data folder or the addresses are unusable; prints the reason to standard error.</summary>
    public static bool CannotStart(this WebApplication app)
    {
        try
        {
            _ = app.Services.GetRequiredService<VaultStorage>();
        }
        catch (StartupException e)
        {
            Console.Error.WriteLine(e.Message);
            return true;
        }

        var faults = ListenAddresses.Faults(app.Configuration);
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        return faults.Count > 0;
    }

    /// <summary>Explains the cause and the solution; null if the exception is a bug.</summary>
    /// <param name="exception">The exception that stopped the server or the command.</param>
    /// <param name="addresses">The addresses the server should listen on; empty for a command.</param>
    public static string? Explain(Exception exception, IEnumerable<string> addresses)
    {
        var cause = exception.GetBaseException();
        return exception switch
        {
            StartupException or VaultInUseException => exception.Message,
            UnauthorizedAccessException =>
                $"{exception.Message} Run StreamVault as the user that owns the data folder, or grant {Environment.UserName} access.",
            SqliteException { SqliteErrorCode: SqliteReadOnly or SqliteCantOpen } =>
                $"The user {Environment.UserName} can't write to the database in the data folder. Grant access to "
                    + "streamvault.db and the files next to it.",
            _ when cause is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => CannotListen(
                addresses,
                "another program uses this port. Stop that program, or choose another port"
            ),
            _ when cause is SocketException { SocketErrorCode: SocketError.AccessDenied } => CannotListen(
                addresses,
                $"the account {Environment.UserName} may not use this port. Choose a port above 1023"
            ),
            _ when cause is SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => CannotListen(
                addresses,
                "this machine doesn't have this address. Choose another one"
            ),
            _ when exception.Source?.StartsWith(Kestrel, StringComparison.Ordinal) == true => CannotListen(
                addresses,
                $"{exception.Message.Split('\n')[0].TrimEnd('.')}. Choose another address"
            ),
            _ => null,
        };
    }

    private static string CannotListen(IEnumerable<string> addresses, string why) =>
        $"StreamVault can't listen on {string.Join(" and ", addresses)}: {why}, as in --urls {ListenAddresses.Example}.";

    private sealed class StartupState : IHostedLifecycleService, IDisposable
    {
        private volatile bool _hasStarted;
        private volatile bool _isDisposed;

        public bool HasStarted => _hasStarted;

        /// <summary>If one service fails to start, the others log their cancellation as a failure.</summary>
        public bool HasFailed => _isDisposed && !_hasStarted;

        public void Dispose() => _isDisposed = true;

        public Task StartedAsync(CancellationToken cancellationToken)
        {
            _hasStarted = true;
            return Task.CompletedTask;
        }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
