using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Commands;

/// <summary>A server process for the tests of a class that leave it running and its account unchanged.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    /// <summary>The server.</summary>
    public ServerProcess Server { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync() => Server = await ServerProcess.StartAsync();

    /// <inheritdoc />
    public async Task DisposeAsync() => await Server.DisposeAsync();
}
